import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import type { NewSchema } from '#lib/model/bin-schema-input.ts';
import type { TestBin } from './server.ts';

/** A schema of orders, which a test can violate. */
export const orderSchema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, amount: { type: 'number', minimum: 0 } },
};

/** Adds a schema to a bin. */
export async function addSchema(
  bin: TestBin,
  { name = 'Order', schema = orderSchema, ...more }: Partial<NewSchema> = {},
): Promise<BinSchemaJson> {
  const body = JSON.stringify({ name, schema, ...more });
  const response = await bin.api('/schemas', { method: 'POST', body });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as BinSchemaJson;
}

/** Sends JSON to a bin. */
export function sendJson(
  { captureUrl }: Pick<TestBin, 'captureUrl'>,
  body: unknown,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(captureUrl, {
    method: 'POST',
    body: JSON.stringify(body),
    ...init,
    headers: { 'Content-Type': 'application/json', ...init.headers },
  });
}
