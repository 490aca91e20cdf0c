import { readable } from '#lib/http/byte-string.ts';
import { pathOf, type QueryField, queryFields, queryOf } from '#lib/http/target.ts';
import type { Subject } from './key.ts';

type Facts = Subject['facts'];

const paths = new WeakMap<Facts, string>();
const fields = new WeakMap<Facts, readonly QueryField[]>();

/** The path and query of a request as people read them. Read once, however many words ask. */
export function readablePath(facts: Facts): string {
  let path = paths.get(facts);
  if (path === undefined) {
    path = readable(pathOf(facts.target, facts.prefixLength));
    paths.set(facts, path);
  }
  return path;
}

/** The fields of its query. Read once, however many words ask. */
export function queryFieldsOf(facts: Facts): readonly QueryField[] {
  let found = fields.get(facts);
  if (found === undefined) {
    found = queryFields(queryOf(pathOf(facts.target, facts.prefixLength)) ?? '');
    fields.set(facts, found);
  }
  return found;
}
