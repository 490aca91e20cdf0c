import type { BinSchema, BinSchemaJson } from '#lib/model/bin-schema.ts';
import { fail } from '#lib/model/errors.ts';

/** A schema as the API shows it. */
export function binSchemaJson({ id, name, filter, enabled, text, createdAt }: BinSchema): BinSchemaJson {
  const schema = JSON.parse(text) as BinSchemaJson['schema'];
  return { id, name, filter, enabled, schema, createdAt: new Date(createdAt).toISOString() };
}

/** The schemas of a bin after a change; fails with `bin-not-found` where there is no such bin. */
export function orGone<T>(schemas: T | null, slug: string): T {
  return schemas ?? fail('bin-not-found', `The bin ${slug} was deleted.`);
}
