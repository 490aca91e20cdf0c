import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { form } from '#lib/body/form.ts';
import type { QueryField } from '#lib/http/target.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import type { Check, Problem } from './problem.ts';

/** The number of fields read between two interruption points. */
const stride = 1000;
/** A percent sign that is not part of a percent-encoded byte (URL Standard §1.3). */
const brokenEscape = /%(?![\da-f]{2})/i;
const escapedByte = /%[\da-f]{2}/i;

/** Percent-encoding that is broken or not UTF-8, in the query and in a form. */
export const formEscapes: Check = function* ({ capture, body }) {
  const query = queryOf(capture.target);
  for (const [index, field] of queryFields(query ?? '').entries()) {
    const problem = problemOf(field, 'query');
    if (problem === null) continue;
    yield { ...problem, place: { in: 'query', number: index + 1 } };
    break;
  }
  if (body === null || chooseKinds(capture.contentType, body).best !== 'form') return;
  const rows = form.read(body);
  for (let index = 0; rows.readUpTo(index + 1) > index; index++) {
    const problem = problemOf(rows.row(index), 'form');
    if (index % stride === stride - 1) yield null;
    if (problem === null) continue;
    yield problem;
    return;
  }
};

function problemOf({ name, rawName, rawValue }: QueryField, where: string): Problem | null {
  const called = name === '' ? 'a field without a name' : `the field ${name.slice(0, 60)}`;
  const raw = `${rawName}=${rawValue ?? ''}`;
  if (brokenEscape.test(raw)) {
    const words = `In the ${where}, ${called} contains a % that is not part of a percent-encoded byte. Some servers respond with 400.`;
    return { tone: 'careful', words, place: null };
  }
  if (!escapedByte.test(raw) || isUtf8(raw)) return null;
  const words = `In the ${where}, ${called} is percent-encoded, but not in UTF-8.`;
  return { tone: 'careful', words, place: null };
}

function isUtf8(raw: string): boolean {
  try {
    decodeURIComponent(raw);
    return true;
  } catch {
    return false;
  }
}
