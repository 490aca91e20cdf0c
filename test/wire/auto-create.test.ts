import { expect, test } from 'vitest';
import { newBin, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const adminToken = 'admin-token-0123456789';
const environment = { AUTO_CREATE: '1', ADMIN_TOKEN: adminToken, LOG_LEVEL: 'info' };
const admin = (origin: string, path: string, method = 'GET') =>
  fetch(`${origin}/api/v1/admin${path}`, { method, headers: { Authorization: `Bearer ${adminToken}` } });

test('of many first requests together one makes the bin, and every one is kept; in two processes too', async () => {
  const first = await startServer({ environment });
  const second = await startServer({ environment, folder: first.folder });
  const sending = Array.from({ length: 60 }, (_, index) =>
    fetch(`${(index % 2 ? first : second).origin}/b/fresh/${index}`, { method: 'POST', body: String(index) }),
  );
  expect(new Set((await Promise.all(sending)).map(({ status }) => status))).toEqual(new Set([200]));

  const link = await admin(first.origin, '/bins/fresh/links', 'POST');
  expect(link.status).toBe(201);
  const { key, inspectUrl } = (await link.json()) as { key: string; inspectUrl: string };
  const list = await fetch(`${first.origin}/api/v1/bins/fresh/captures?limit=100`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  const { captures, head } = (await list.json()) as { captures: { path: string }[]; head: number };
  expect(head).toBe(60);
  expect(new Set(captures.map(({ path }) => path)).size).toBe(60);
  expect((await fetch(inspectUrl)).status).toBe(200);

  // That somebody made it is in the log, and what opens the bin is not.
  await until(async () => first.log().includes('The admin created an owner link.'));
  expect(first.log()).toContain('"slug":"fresh"');
  expect(first.log() + second.log()).not.toContain(key);
});

test('only what may be called a bin becomes one, and only so many', async () => {
  const server = await startServer({ environment: { ...environment, RATE_CREATE: '3/m' } });
  const statusOf = async (slug: string) => (await fetch(`${server.origin}/b/${slug}`)).status;
  for (const slug of ['admin', 'ab', 'ab--c', 'xn--bin', '-bin']) expect(await statusOf(slug)).toBe(404);
  expect([await statusOf('one'), await statusOf('two'), await statusOf('Three')]).toEqual([200, 200, 200]);
  const fourth = await fetch(`${server.origin}/b/four`);
  expect(fourth.status).toBe(429);
  expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(50);
  expect([await statusOf('three'), await statusOf('one')]).toEqual([200, 200]);
});

test('without it an unknown slug is nobody’s', async () => {
  const server = await startServer();
  expect((await fetch(`${server.origin}/b/fresh`)).status).toBe(404);
  await newBin(server.origin, { slug: 'fresh' });
  expect((await fetch(`${server.origin}/b/fresh`)).status).toBe(200);
});
