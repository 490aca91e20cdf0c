import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { asDescribed } from '../support/described.ts';
import { newBin, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();

const create = async (origin: string, key: string, body: unknown = {}) => {
  const url = `${origin}/api/v1/bins`;
  const headers = { 'Idempotency-Key': key };
  return asDescribed('POST', url, await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
};
const post = (bin: TestBin, address: string, key: string, body: unknown, more: Record<string, string> = {}) =>
  bin.api(address, {
    method: 'POST',
    headers: { 'Idempotency-Key': key, ...more },
    body: JSON.stringify(body),
  });

test('a bin is created once for a key, also after a restart, and its key is not in the database', async () => {
  const first = await startServer();
  const key = `"${randomUUID()}"`;
  const created = await create(first.origin, key, { name: 'Orders' });
  const text = await created.text();
  expect([created.status, created.headers.get('idempotency-replayed')]).toEqual([201, null]);
  const again = await create(first.origin, key, { name: 'Orders' });
  expect([again.status, await again.text()]).toEqual([201, text]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.headers.get('location')).toBe(created.headers.get('location'));
  await first.stop();

  const second = await startServer({ folder: first.folder });
  // Without quotation marks it is the same key.
  const later = await create(second.origin, key.slice(1, -1), { name: 'Orders' });
  expect(await later.text()).toBe(text);
  const { slug, key: ownerKey } = JSON.parse(text) as TestBin;
  const headers = { Authorization: `Bearer ${ownerKey}` };
  expect((await fetch(`${second.origin}/api/v1/bins/${slug}`, { headers })).status).toBe(200);
  await second.stop();
  const stored = ['wirebin.db', 'wirebin.db-wal'].map((name) => {
    try {
      return readFileSync(path.join(first.folder, name), 'latin1');
    } catch {
      return '';
    }
  });
  expect(stored.join('')).toContain('Orders');
  expect(stored.join('')).not.toContain(ownerKey);
  expect(stored.join('')).not.toContain(key.slice(1, -1));
});

test.for([
  ['/links', { role: 'viewer' }, '/links', 'links', 2],
  ['/deliveries?wait=1', { capture: 1, to: 'self' }, '/deliveries', 'deliveries', 1],
  ['/forwards', { to: { url: 'https://a.example' } }, '/forwards', 'forwards', 1],
  ['/schemas', { name: 'Any', schema: true }, '/schemas', 'schemas', 1],
  ['/captures/replay', { to: 'self', filter: 'seq:1' }, '/replays', 'replays', 1],
] as const)('POST %s is done once for a key', async ([address, body, list, name, count]) => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
  const key = randomUUID();
  const first = await post(bin, address, key, body);
  const second = await post(bin, address, key, body);
  expect([first.ok, second.status, await second.text()]).toEqual([true, first.status, await first.text()]);
  expect(((await (await bin.api(list)).json()) as Record<string, unknown[]>)[name]).toHaveLength(count);
});

test('the same key for another body is an error, and for another address or caller a key of its own', async () => {
  const bin = await newBin(server().origin);
  const key = randomUUID();
  expect((await post(bin, '/links', key, { role: 'viewer' })).status).toBe(201);
  await expectProblem(await post(bin, '/links', key, { role: 'editor' }), 422, 'idempotency-key-reused');
  expect((await post(bin, '/schemas', key, { name: 'Any', schema: true })).status).toBe(201);
  const other = await newBin(server().origin);
  expect((await post(other, '/links', key, { role: 'editor' })).status).toBe(201);
});

test('of many calls at the same time one is made, and the others are told that it is in progress', async () => {
  const bin = await newBin(server().origin);
  const key = randomUUID();
  const all = await Promise.all(
    Array.from({ length: 8 }, () => post(bin, '/links', key, { role: 'viewer' })),
  );
  for (const response of all.filter(({ ok }) => !ok))
    await expectProblem(response, 409, 'idempotency-key-in-use');
  expect(all.some(({ status }) => status === 201)).toBe(true);
  expect(((await (await bin.api('/links')).json()) as { links: unknown[] }).links).toHaveLength(2);
});

test('a call that failed may be made again, and one that is not allowed takes no key', async () => {
  const bin = await newBin(server().origin);
  const key = randomUUID();
  await expectProblem(await post(bin, '/links', key, { role: 'nobody' }), 400, 'invalid-input');
  expect((await post(bin, '/links', key, { role: 'viewer' })).status).toBe(201);
  const short = await post(bin, '/links', 'order-1', { role: 'viewer' });
  expect(await expectProblem(short, 400, 'invalid-input')).toContain('Idempotency-Key: must be 16 to 128');
  await expectProblem(
    await post(bin, '/links', key, { role: 'viewer' }, { Authorization: 'Bearer nobody' }),
    401,
    'key-unknown',
  );
});

test('a response that is too long is not kept, and nothing is done twice', async () => {
  const key = randomUUID();
  const body = {
    reply: {
      default: { body: 'x'.repeat(2 ** 20 - 10) },
      rules: [{ when: 'path:/a', answer: { body: 'y'.repeat(1000) } }],
    },
  };
  const [first, second] = [
    await create(server().origin, key, body),
    await create(server().origin, key, body),
  ];
  expect(first.status).toBe(201);
  await expectProblem(second, 409, 'idempotent-response-too-long');
});
