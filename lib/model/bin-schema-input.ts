import { z } from 'zod';
import { longestFilter } from './input.ts';

/** The input of the API for schemas. Unknown fields are rejected, so that a misspelt setting is noticed. */

const fields = {
  name: z.string().trim().min(1, 'must not be empty').max(100),
  /** Empty for all requests. */
  filter: z.string().max(longestFilter),
  enabled: z.boolean(),
  schema: z
    .custom<object | boolean>(isSchema, 'must be a JSON Schema: an object, true or false')
    .meta({ type: ['object', 'boolean'], description: 'The JSON Schema (2020-12 or draft-07).' }),
};

/** `POST /api/v1/bins/{slug}/schemas` */
export const newSchemaShape = z.strictObject({
  ...fields,
  filter: fields.filter.default(''),
  enabled: fields.enabled.default(true),
});

/** `PATCH /api/v1/bins/{slug}/schemas/{id}`: what is omitted stays as it is. */
export const schemaChangeShape = z.strictObject(fields).partial();

export type NewSchema = z.input<typeof newSchemaShape>;
export type SchemaChange = z.infer<typeof schemaChangeShape>;

function isSchema(value: unknown): boolean {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
