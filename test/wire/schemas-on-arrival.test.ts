import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { CaptureJson, CapturePage } from '#lib/model/capture-json.ts';
import { addSchema, orderSchema, sendJson } from '../support/schemas.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';
import { watch } from '../support/watcher.ts';

const server = sharedServer();

const latest = async (bin: TestBin) => (await (await bin.api('/captures/latest')).json()) as CaptureJson;
const found = async (bin: TestBin) => {
  const { schema = null, schemaViolations = [] } = await latest(bin);
  return [schema, ...schemaViolations.map(({ pointer, message }) => `${pointer ?? '-'} ${message}`)];
};

test('a body is checked before it is stored, against the schemas whose filters the request matches', async () => {
  const bin = await newBin(server().origin);
  await sendJson(bin, { id: 1 });
  expect(await latest(bin)).not.toHaveProperty('schema');
  const order = await addSchema(bin, { filter: 'method:POST json:$.id' });
  await addSchema(bin, { name: 'Payment', filter: 'path:/payments', schema: { required: ['sum'] } });

  await sendJson(bin, { id: 'a', amount: 1 });
  expect(await found(bin)).toEqual(['valid']);
  expect(await latest(bin)).not.toHaveProperty('schemaViolations');
  await sendJson(bin, { id: 1, amount: -1 });
  expect(await found(bin)).toEqual(['invalid', '/id must be a string', '/amount must be at least 0']);
  expect((await latest(bin)).schemaViolations![0]).toEqual({
    schema: { id: order.id, name: 'Order' },
    pointer: '/id',
    keyword: 'type',
    message: 'must be a string',
  });
  await sendJson(bin, { other: 1 });
  expect(await latest(bin)).not.toHaveProperty('schema');

  // Both apply, and each violation names its schema.
  await sendJson({ captureUrl: `${bin.captureUrl}/payments` }, { id: 1 });
  const names = (await latest(bin)).schemaViolations!.map(({ schema }) => schema.name);
  expect(names).toEqual(['Order', 'Payment']);

  await bin.api(`/schemas/${order.id}`, { method: 'PATCH', body: '{"enabled":false}' });
  await sendJson(bin, { id: 1 });
  expect(await latest(bin)).not.toHaveProperty('schema');
});

test('a rule answers 422 to what is invalid, and forwards and lists filter by the result', async () => {
  const bin = await newBin(server().origin);
  await addSchema(bin);
  const settings = {
    rules: [{ name: 'Invalid', when: 'schema:invalid', answer: { status: 422 } }],
    default: { status: 202 },
  };
  expect((await bin.api('/reply', { method: 'PUT', body: JSON.stringify(settings) })).status).toBe(200);
  expect((await sendJson(bin, { id: 'a' })).status).toBe(202);
  expect((await sendJson(bin, {})).status).toBe(422);
  expect((await latest(bin)).reply).toMatchObject({ by: 'rule', rule: { name: 'Invalid' } });
  const page = await bin.api('/captures?filter=schema:invalid');
  expect(((await page.json()) as CapturePage).captures.map(({ seq }) => seq)).toEqual([2]);
});

test('what is not JSON is invalid, in whatever encoding it was sent', async () => {
  const bin = await newBin(server().origin);
  await addSchema(bin);
  for (const body of ['', 'id=1', '{"id":', '\xff']) {
    await sendJson(bin, null, { body: Buffer.from(body, 'latin1') });
    expect(await found(bin)).toEqual(['invalid', ' is not JSON']);
  }
  await sendJson(bin, null, { body: '\ufeff{"id":"a"}' });
  expect(await found(bin)).toEqual(['valid']);
  const headers = { 'Content-Encoding': 'gzip' };
  await sendJson(bin, null, { body: gzipSync('{"id":1}'), headers });
  expect(await found(bin)).toEqual(['invalid', '/id must be a string']);
  await sendJson(bin, null, { body: '{"id":"a"}', headers });
  expect(await found(bin)).toEqual(['invalid', ' is not JSON: its content encoding cannot be decoded']);
});

test('bodies up to 1 MiB are checked, decoded and also where they are written in pieces; longer ones are not, and say so', async () => {
  const bin = await newBin(server().origin);
  await addSchema(bin);
  const json = (length: number) => `{"id":"${'x'.repeat(length - 9)}"}`;
  for (const length of [256 * 1024, 2 ** 20]) {
    await sendJson(bin, null, { body: json(length) });
    expect([length, ...(await found(bin))]).toEqual([length, 'valid']);
  }
  const tooLong = (why: string) => ['unchecked', `- The body was not checked, because it is ${why}.`];
  await sendJson(bin, null, { body: json(2 ** 20 + 1) });
  expect(await found(bin)).toEqual(tooLong('longer than 1 MiB'));
  const headers = { 'Content-Encoding': 'gzip' };
  await sendJson(bin, null, { body: gzipSync(json(2 ** 20)), headers });
  expect(await found(bin)).toEqual(['valid']);
  await sendJson(bin, null, { body: gzipSync('1'.repeat(20 * 2 ** 20)), headers });
  expect(await found(bin)).toEqual(tooLong('longer than 1 MiB when it is decoded'));
});

describe('a link that masks secrets', () => {
  test('sees the result and filters by it, but no violations, which name properties of the body', async () => {
    const bin = await newBin(server().origin);
    await addSchema(bin, { schema: { ...orderSchema, additionalProperties: false } });
    await sendJson(bin, { id: 'a', sk_live_secret: 1 });
    expect(await found(bin)).toEqual(['invalid', '/sk_live_secret is not an allowed property']);
    const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' });
    const { key } = (await link.json()) as { key: string };
    const masked = (await (await bin.api('/captures/1', { key })).json()) as CaptureJson;
    expect(masked.schema).toBe('invalid');
    expect(masked).not.toHaveProperty('schemaViolations');
    const page = await bin.api('/captures?filter=schema:invalid', { key });
    expect(((await page.json()) as CapturePage).captures).toHaveLength(1);
    expect((await bin.api('/schemas', { key })).status).toBe(403);
  });
});

test('exports and imports keep the result and the violations, and live events have the result', async () => {
  const bin = await newBin(server().origin);
  await addSchema(bin);
  const watcher = watch(server().origin, { key: bin.key });
  try {
    await until(async () => watcher.joined.length > 0);
    await sendJson(bin, {});
    await until(async () => watcher.captures.length > 0);
    expect(watcher.captures[0]).toMatchObject({ schema: 'invalid' });
    expect(watcher.captures[0]).not.toHaveProperty('schemaViolations');
  } finally {
    watcher.socket.close();
  }
  const { schemaViolations } = await latest(bin);
  expect(schemaViolations).toHaveLength(1);
  for (const format of ['ndjson', 'har']) {
    const exported = await (await bin.api(`/export?format=${format}`)).text();
    const other = await newBin(server().origin);
    await other.api(`/import?format=${format}`, { method: 'POST', body: exported });
    expect([format, await latest(other)]).toMatchObject([format, { schema: 'invalid', schemaViolations }]);
  }
});
