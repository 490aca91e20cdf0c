import { filterFaults } from '#lib/filter/arrival-filter.ts';
import { type BinSchema, longestSchema, longestSchemas, mostSchemas } from '#lib/model/bin-schema.ts';
import type { SchemaChange } from '#lib/model/bin-schema-input.ts';
import { fail } from '#lib/model/errors.ts';

/** Fails with `invalid-filter` where the filter of a schema cannot be used. */
export async function checkSchemaFilter(text: string): Promise<void> {
  const faults = await filterFaults(text, {
    name: 'A schema',
    unsupported: { schema: 'its filter decides what is checked against it' },
  });
  if (faults.length > 0) fail('invalid-filter', faults.join(' '));
}

/** The schemas of a bin with another one. Fails with `invalid-input` and `schemas-full`. */
export function withSchema(schemas: readonly BinSchema[], added: BinSchema): readonly BinSchema[] {
  if (schemas.length >= mostSchemas) fail('schemas-full', `A bin keeps up to ${mostSchemas} schemas.`);
  return checked([...schemas, added]);
}

/** The schemas of a bin with a change of one of them. Fails with `schema-not-found`, `invalid-input` and `schemas-full`. */
export function withChangedSchema(
  schemas: readonly BinSchema[],
  id: string,
  { schema, ...change }: SchemaChange,
): readonly BinSchema[] {
  const found = schemas.find((one) => one.id === id) ?? fail('schema-not-found');
  const text = schema === undefined ? found.text : JSON.stringify(schema);
  return checked(schemas.map((one) => (one === found ? { ...found, ...change, text } : one)));
}

/** The schemas of a bin without one of them. Fails with `schema-not-found`. */
export function withoutSchema(schemas: readonly BinSchema[], id: string): readonly BinSchema[] {
  const left = schemas.filter((one) => one.id !== id);
  return left.length < schemas.length ? left : fail('schema-not-found');
}

function checked(schemas: readonly BinSchema[]): readonly BinSchema[] {
  if (schemas.some(({ text }) => text.length > longestSchema))
    fail('invalid-input', `schema: must have at most ${kib(longestSchema)} as JSON without white space`);
  if (schemas.reduce((sum, { text }) => sum + text.length, 0) > longestSchemas)
    fail('schemas-full', `The schemas of a bin may have up to ${kib(longestSchemas)} together.`);
  return schemas;
}

function kib(characters: number): string {
  return `${(characters / 1024).toLocaleString('en')} KiB`;
}
