import { expect, test } from 'vitest';
import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import { addSchema, orderSchema } from '../support/schemas.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
const post = (bin: TestBin, input: unknown) =>
  bin.api('/schemas', { method: 'POST', body: JSON.stringify(input) });
const patch = (bin: TestBin, id: string, input: unknown) =>
  bin.api(`/schemas/${id}`, { method: 'PATCH', body: JSON.stringify(input) });
const listed = async (bin: TestBin) =>
  ((await (await bin.api('/schemas')).json()) as { schemas: BinSchemaJson[] }).schemas;

test('schemas are added, listed, changed field by field, and removed', async () => {
  const bin = await newBin(server().origin);
  expect(await listed(bin)).toEqual([]);
  const order = await addSchema(bin, { filter: 'path:/orders' });
  expect(order).toEqual({
    id: expect.stringMatching(/^sch_/),
    name: 'Order',
    filter: 'path:/orders',
    enabled: true,
    schema: orderSchema,
    createdAt: expect.stringMatching(/^20.*Z$/),
  });
  const other = await addSchema(bin, { name: 'Nothing', schema: false, enabled: false });
  expect(other).toMatchObject({ filter: '', enabled: false, schema: false });
  expect(await listed(bin)).toEqual([order, other]);
  const changed = (await (
    await patch(bin, order.id, { enabled: false, filter: '' })
  ).json()) as BinSchemaJson;
  expect(changed).toEqual({ ...order, enabled: false, filter: '' });
  expect(await (await bin.api(`/schemas/${order.id}`)).json()).toEqual(changed);
  expect((await bin.api(`/schemas/${order.id}`, { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await bin.api(`/schemas/${order.id}`, { method: 'DELETE' }), 404, 'schema-not-found');
  expect(await listed(bin)).toEqual([other]);
});

test.each<[unknown, 'invalid-input' | 'invalid-filter', RegExp]>([
  [{ name: ' ', schema: true }, 'invalid-input', /name: must not be empty/],
  [{ name: 'a' }, 'invalid-input', /schema: must be a JSON Schema: an object, true or false/],
  [{ name: 'a', schema: [] }, 'invalid-input', /schema: must be a JSON Schema/],
  [{ name: 'a', schema: true, wehn: '' }, 'invalid-input', /has no field wehn/],
  [
    { name: 'a', schema: { properties: { id: { minimum: '1' } } } },
    'invalid-input',
    /^schema\/properties\/id\/minimum: must be a number/,
  ],
  [{ name: 'a', schema: { $ref: 'https://a.example/b' } }, 'invalid-input', /^schema: refers to `https:/],
  [{ name: 'a', schema: true, filter: 'metod:POST' }, 'invalid-filter', /metod/],
  [
    { name: 'a', schema: true, filter: 'status:200' },
    'invalid-filter',
    /A schema cannot filter by “status:200”/,
  ],
  [
    { name: 'a', schema: true, filter: 'schema:valid' },
    'invalid-filter',
    /because its filter decides what is checked against it/,
  ],
  [{ name: 'a', schema: { title: 'x'.repeat(256 * 1024) } }, 'invalid-input', /at most 256 KiB/],
  [{ name: 'a', schema: manyDeep() }, 'invalid-input', /takes more than 1 second to compile/],
])('a schema that cannot be used is refused with the reason: %#', async (input, code, detail) => {
  const bin = await newBin(server().origin);
  expect(await expectProblem(await post(bin, input), 400, code)).toMatch(detail);
  expect(await listed(bin)).toEqual([]);
});

test('a refused change leaves the schema as it was', async () => {
  const bin = await newBin(server().origin);
  const order = await addSchema(bin);
  await expectProblem(await patch(bin, order.id, { name: 'New', schema: { type: 1 } }), 400, 'invalid-input');
  await expectProblem(await patch(bin, order.id, { name: 'New', filter: 'metod:a' }), 400, 'invalid-filter');
  await expectProblem(await patch(bin, 'sch_none', { name: 'New' }), 404, 'schema-not-found');
  expect(await listed(bin)).toEqual([order]);
});

test('a bin keeps up to 20 schemas, of 1 MiB together', async () => {
  const bin = await newBin(server().origin);
  const long = { $comment: 'x'.repeat(250 * 1024) };
  for (let number = 1; number <= 4; number += 1) await addSchema(bin, { schema: long });
  const detail = await expectProblem(await post(bin, { name: 'a', schema: long }), 409, 'schemas-full');
  expect(detail).toMatch(/up to 1,024 KiB together/);
  for (let number = 5; number <= 20; number += 1) await addSchema(bin, { schema: true });
  await expectProblem(await post(bin, { name: 'a', schema: true }), 409, 'schemas-full');
});

test('a clone has the schemas of the bin', async () => {
  const bin = await newBin(server().origin);
  const order = await addSchema(bin, { filter: 'method:POST' });
  const response = await bin.api('/clone', { method: 'POST', body: '{}' });
  const { slug, key } = (await response.json()) as { slug: string; key: string };
  const copied = await fetch(`${server().origin}/api/v1/bins/${slug}/schemas`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  const { schemas } = (await copied.json()) as { schemas: BinSchemaJson[] };
  expect(schemas).toMatchObject([{ name: 'Order', filter: 'method:POST', schema: orderSchema }]);
  expect(schemas[0]!.id).not.toBe(order.id);
});

/** Schemas in schemas, for which code is generated that takes quadratic time: ten times as long as it may. */
function manyDeep(): object {
  let deep: object = { type: 'string' };
  for (let level = 0; level < 400; level += 1) deep = { properties: { a: deep } };
  return { properties: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}`, deep])) };
}
