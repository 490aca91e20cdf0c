import { byteKinds, chooseKinds } from '#lib/body/choose-kinds.ts';
import { decodeText } from '#lib/body/decode-text.ts';
import { readForm } from '#lib/body/form.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';
import { diffFields, diffHeaders, type Field } from './fields.ts';
import { diffJson } from './json.ts';
import { diffText, type LineRun } from './text.ts';

/** The parts of a request that are compared. */
export type Compared = {
  readonly method: string;
  /** The target without the bin prefix, as sent. */
  readonly path: string;
  readonly headers: readonly Header[];
  /** The decoded body. */
  readonly body: Uint8Array;
};

/** The difference of two bodies, in the most specific form that both support. */
export type BodyDiff =
  | { readonly kind: 'same' }
  /** The same data in other bytes: white space, order of members, escapes. */
  | { readonly kind: 'same-data' }
  | { readonly kind: 'json'; readonly changes: readonly Change[]; readonly more: boolean }
  | { readonly kind: 'form'; readonly changes: readonly Change[] }
  | { readonly kind: 'text'; readonly runs: readonly LineRun[] }
  /** Bytes, or texts with too little in common: the first differing byte. */
  | { readonly kind: 'bytes'; readonly at: number; readonly sizes: readonly [number, number] };

export type RequestDiff = {
  readonly line: readonly Change[];
  readonly query: readonly Change[];
  readonly headers: readonly Change[];
  readonly body: BodyDiff;
};

/** The differences between two requests. */
export function diffRequests(before: Compared, after: Compared): RequestDiff {
  return {
    line: [
      ...changed('method', before.method, after.method),
      ...changed('path', pathAlone(before.path), pathAlone(after.path)),
    ],
    query: diffFields(fieldsOf(before.path), fieldsOf(after.path)),
    headers: diffHeaders(before.headers, after.headers),
    body: diffBodies(before, after),
  };
}

function changed(where: string, before: string, after: string): Change[] {
  return before === after ? [] : [{ kind: 'changed', where, before, after, volatile: false }];
}

function pathAlone(path: string): string {
  return pathOf(path, 0).replace(/\?.*$/s, '');
}

function fieldsOf(path: string): Field[] {
  const query = queryOf(path);
  return query === null ? [] : queryFields(query).map(({ name, value }) => [name, value]);
}

function diffBodies(before: Compared, after: Compared): BodyDiff {
  const at = firstDifference(before.body, after.body);
  if (at === null) return { kind: 'same' };
  const [was, is] = [reading(before), reading(after)];
  if (was.kind === 'json' && is.kind === 'json') {
    const found = diffJson(was.text, is.text);
    if (found) return found.changes.length === 0 ? { kind: 'same-data' } : { kind: 'json', ...found };
  }
  if (was.kind === 'form' && is.kind === 'form') {
    const changes = diffFields(formFields(before), formFields(after));
    return changes.length === 0 ? { kind: 'same-data' } : { kind: 'form', changes };
  }
  const isText = !byteKinds.has(was.kind) && !byteKinds.has(is.kind);
  const runs = isText ? diffText(was.text, is.text) : null;
  return runs
    ? { kind: 'text', runs }
    : { kind: 'bytes', at, sizes: [before.body.length, after.body.length] };
}

function reading({ headers, body }: Compared): { kind: string; text: string } {
  const contentType = first(headers, 'content-type');
  const charset =
    contentType === null ? null : (parseMediaType(contentType)?.parameters.get('charset') ?? null);
  return { kind: chooseKinds(contentType, body).best ?? 'text', text: decodeText(body, charset).text };
}

function formFields({ headers, body }: Compared): Field[] {
  const rows = readForm(body, parseMediaType(first(headers, 'content-type') ?? ''));
  const count = rows.readUpTo(Number.POSITIVE_INFINITY);
  return Array.from({ length: count }, (_, index) => {
    const { name, value } = rows.row(index);
    return [name, value];
  });
}

/** The offset of the first differing byte; null when there is none. */
function firstDifference(before: Uint8Array, after: Uint8Array): number | null {
  const most = Math.min(before.length, after.length);
  for (let at = 0; at < most; at++) if (before[at] !== after[at]) return at;
  return before.length === after.length ? null : most;
}
