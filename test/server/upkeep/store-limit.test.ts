import { statfs } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { expectProblem } from '../../api/problem.ts';
import { newBin, startServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';

const token = 'admin-token-0123456789';
const environment = { STORE_MAX_BYTES: '6MiB', ADMIN_TOKEN: token, LOG_LEVEL: 'info' };

test('a full database rejects with 507 and keeps what it has; with room again requests are taken, and the log has a line for each', async () => {
  const server = await startServer({ environment });
  const bin = await newBin(server.origin);
  const send = () => fetch(bin.captureUrl, { method: 'POST', body: new Uint8Array(200_000) });
  const state = async () => (await (await bin.api()).json()) as { total: number };
  const metrics = async () => (await fetch(`${server.origin}/metrics`)).text();
  const lines = (words: string) =>
    server
      .log()
      .split('\n')
      .filter((line) => line.includes(words));

  let sent = 0;
  const refused = await until(async () => {
    const response = await send();
    if (response.status !== 200) return response;
    sent += 1;
    return null;
  });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect([refused.status, await refused.json()]).toMatchObject([507, { code: 'store-full' }]);
  // It is measured once a second: what came meanwhile is kept as well.
  expect(await state()).toMatchObject({ total: sent });
  expect(lines('has reached its limit')).toHaveLength(1);
  expect(await metrics()).toMatch(/^wirebin_store_full 1$/m);
  expect(await metrics()).toMatch(/^wirebin_store_max_bytes 6291456$/m);
  const admin = await fetch(`${server.origin}/api/v1/admin`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(await admin.json()).toMatchObject({
    database: { maxBytes: 6_291_456, usedBytes: expect.any(Number), isFull: true },
    refused: { full: 1 },
  });

  // Nobody fills it by another way, while small settings can be changed and captures deleted.
  await expectProblem(await bin.api('/import', { method: 'POST', body: '' }), 507, 'store-full');
  const reply = (length: number) =>
    bin.api('/reply', { method: 'PUT', body: JSON.stringify({ default: { body: 'x'.repeat(length) } }) });
  await expectProblem(await reply(100_000), 507, 'store-full');
  expect((await reply(10)).status).toBe(200);
  expect((await bin.api('/captures', { method: 'DELETE' })).status).toBe(200);

  await until(async () => (await send()).status === 200);
  expect(lines('has room again')).toHaveLength(1);
  expect(lines('has reached its limit')).toHaveLength(1);
  expect(await metrics()).toMatch(/^wirebin_store_full 0$/m);
  expect(lines('"level":50')).toEqual([]);
});

test('where strangers come the database may take a part of its disk', async () => {
  const { origin, folder } = await startServer({ environment: { AUDIENCE: 'public' } });
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const limit = Number(/^wirebin_store_max_bytes (\d+)$/m.exec(metrics)![1]);
  const { blocks, bsize } = await statfs(folder);
  expect(limit).toBeGreaterThan(0);
  expect(limit).toBeLessThan(0.81 * blocks * bsize);
});
