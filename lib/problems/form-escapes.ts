import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { form } from '#lib/body/form.ts';
import type { FormCharset } from '#lib/body/form-charset.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { QueryField } from '#lib/http/target.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import type { Check, Problem } from './problem.ts';

/** The number of fields read between two interruption points. */
const stride = 1000;
/** A percent sign that is not part of a percent-encoded byte (URL Standard §1.3). */
const brokenEscape = /%(?![\da-f]{2})/i;
const escapedByte = /%[\da-f]{2}/i;
/** What JavaScript's escape() writes for characters beyond U+00FF (ECMAScript §B.2.1.1). */
const unicodeEscape = /%u[\da-f]{4}/i;

/** Percent-encoding that is broken, or not in the declared character encoding, in the query and in a form. */
export const formEscapes: Check = function* ({ capture, body }) {
  const query = queryOf(capture.target);
  for (const [index, field] of queryFields(query ?? '').entries()) {
    const problem = problemOf(field, 'query', 'utf-8');
    if (problem === null) continue;
    yield { ...problem, place: { in: 'query', number: index + 1 } };
    break;
  }
  if (body === null || chooseKinds(capture.contentType, body).best !== 'form') return;
  const rows = form.read(body, parseMediaType(capture.contentType ?? ''));
  const declared = declaredProblem(rows);
  if (declared !== null) yield declared;
  for (let index = 0; rows.readUpTo(index + 1) > index; index++) {
    const problem = problemOf(rows.row(index), 'form', rows.encoding);
    if (index % stride === stride - 1) yield null;
    if (problem === null) continue;
    yield problem;
    return;
  }
};

/** The encoding that a field of the form declares; what Content-Type declares is checked with the bytes of the body. */
function declaredProblem({ encoding, charsetField, unknownCharset }: FormCharset): Problem | null {
  if (charsetField === null) return null;
  if (unknownCharset !== null) {
    const words = `The field ${charsetField} declares the character encoding ${unknownCharset}, which is unknown. The form is read as UTF-8.`;
    return { tone: 'careful', words, place: null };
  }
  if (encoding === 'utf-8') return null;
  const words = `The form is encoded in ${encoding}, not UTF-8, as its field ${charsetField} declares.`;
  return { tone: 'quiet', words, place: null };
}

function problemOf({ name, rawName, rawValue }: QueryField, where: string, encoding: string): Problem | null {
  const called = name === '' ? 'a field without a name' : `the field ${name.slice(0, 60)}`;
  const raw = `${rawName}=${rawValue ?? ''}`;
  const unicode = unicodeEscape.exec(raw)?.[0];
  if (unicode !== undefined) {
    const words = `In the ${where}, ${called} contains ${unicode}, which is not percent-encoding. JavaScript's deprecated escape() writes it. Some servers respond with 400.`;
    return { tone: 'careful', words, place: null };
  }
  if (brokenEscape.test(raw)) {
    const words = `In the ${where}, ${called} contains a % that is not part of a percent-encoded byte. Some servers respond with 400.`;
    return { tone: 'careful', words, place: null };
  }
  if (encoding !== 'utf-8' || !escapedByte.test(raw) || isUtf8(raw)) return null;
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
