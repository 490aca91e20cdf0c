import { z } from 'zod';
import { fail } from './errors.ts';
import { orList } from './issue-words.ts';

/** `seq,method` in a query: the only properties that are wanted. */
export const fieldsShape = z
  .string()
  .min(1, 'must name at least one property')
  .max(2000)
  .transform((text) => text.split(',').map((name) => name.trim()))
  .optional()
  .meta({
    description:
      'Names of properties, separated by commas. The response has only these: in lists, its entries. Without it, all.',
  });

type Shape = { readonly shape: Readonly<Record<string, unknown>> };

/** Fails with `invalid-input` for a name that the shape of an entry does not have. */
export function checkFields(fields: readonly string[] | undefined, { shape }: Shape): void {
  const unknown = fields?.find((name) => !Object.hasOwn(shape, name));
  if (unknown === undefined) return;
  const words = unknown === '' ? 'an empty name' : unknown.slice(0, 100);
  fail('invalid-input', `fields: ${words} is not a property here. Use ${orList(Object.keys(shape))}.`);
}

/** Only the wanted properties of an entry, in the order of the entry; all where none are named. */
export function onlyFields<T extends object>(entry: T, fields: readonly string[] | undefined): Partial<T> {
  if (fields === undefined) return entry;
  return Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name))) as Partial<T>;
}
