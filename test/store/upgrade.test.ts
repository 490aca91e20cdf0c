import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import { root } from '../support/root.ts';
import { freePort, newBin, type RunningServer, startServer, temporaryFolder } from '../support/server.ts';
import { sendSigned, setSecrets } from '../support/signing-secrets.ts';

/**
 * Databases that earlier versions wrote through real traffic, each named after its newest migration, and what the API said of them then.
 * `WRITE_FIXTURE=1 npm test -- test/store/upgrade.test.ts` adds one for the version that is built.
 */
const fixtures = path.join(root, 'test/store/golden');
const names = (await readdir(fixtures)).filter((name) => name.endsWith('.db.gz')).sort();

/** Fixtures never expire, and their secrets can be read. */
const environment = { SECRET_KEY: 'the key of all fixtures, not a secret', BIN_EXPIRES_AFTER: 'never' };

type Answers = Readonly<Record<string, unknown>>;
type Bin = { readonly slug: string; readonly key: string };
type Recorded = { readonly bins: readonly (Bin & { readonly answers: Answers })[] };

/** Reads everything that the API says of a bin. Of bodies it is the SHA-256. */
async function everythingOf(origin: string, { slug, key }: Bin): Promise<Answers> {
  const answers: Record<string, unknown> = {};
  const get = async (below: string) => {
    const response = await fetch(`${origin}/api/v1/bins/${slug}${below}`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    expect([below, response.status]).toEqual([below, 200]);
    const isJson = response.headers.get('content-type')?.includes('json') && !below.endsWith('/body');
    answers[below] = isJson
      ? await response.json()
      : createHash('sha256')
          .update(Buffer.from(await response.arrayBuffer()))
          .digest('hex');
    return answers[below];
  };
  await get('');
  const { captures } = (await get('/captures?limit=100')) as {
    captures: { seq: number; receivedAt: string }[];
  };
  for (const { seq } of captures)
    for (const part of ['', '/body', '/attempts']) await get(`/captures/${seq}${part}`);
  for (const part of [
    '/links',
    '/reply',
    '/secrets',
    '/schemas',
    '/dead-letters',
    '/captures/values?key=path',
  ])
    await get(part);
  const { deliveries } = (await get('/deliveries')) as { deliveries: { id: string }[] };
  for (const { id } of deliveries) await get(`/deliveries/${id}`);
  const { forwards } = (await get('/forwards')) as { forwards: { id: string }[] };
  for (const { id } of forwards) await get(`/forwards/${id}/items`);
  return answers;
}

/** What changes without a loss: the port, and when something was last used. */
const volatile = new Set(['captureUrl', 'inspectUrl', 'lastUsedAt']);

function withoutVolatile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutVolatile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !volatile.has(name))
      .map(([name, part]) => [name, withoutVolatile(part)]),
  );
}

describe.each(names)('a database of an earlier version: %s', (name) => {
  test('opens, is migrated, keeps everything, and goes on', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'wirebin.db'), gunzipSync(await readFile(path.join(fixtures, name))));
    const { bins } = JSON.parse(
      await readFile(path.join(fixtures, name.replace('.db.gz', '.json')), 'utf8'),
    ) as Recorded;
    const server = await startServer({ folder, environment });
    for (const { slug, key, answers } of bins) {
      const found = await everythingOf(server.origin, { slug, key });
      for (const [below, answer] of Object.entries(answers)) {
        const [now, then] = [withoutVolatile(found[below]), withoutVolatile(answer)];
        if (typeof then === 'object') expect(now, below).toMatchObject(then as object);
        else expect(now, below).toBe(then);
      }
      const { head } = answers['/captures?limit=100'] as { head: number };
      expect(
        (await fetch(`${server.origin}/b/${slug}/later`, { method: 'POST', body: 'later' })).status,
      ).toBeLessThan(500);
      const next = await fetch(`${server.origin}/api/v1/bins/${slug}/captures/latest`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      expect(await next.json()).toMatchObject({ seq: head + 1, body: { text: 'later' } });
    }
    const database = new Database(path.join(folder, 'wirebin.db'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    database.close();
  });
});

test('there is a database of an earlier version', () => {
  expect(names).not.toEqual([]);
});

test.runIf(process.env.WRITE_FIXTURE)('writes a fixture', async () => {
  const folder = await temporaryFolder();
  const server = await startServer({
    folder,
    environment: { ...environment, PORT: String(await freePort()) },
  });
  const bins = await traffic(server);
  const recorded: Recorded = {
    bins: await Promise.all(
      bins.map(async (bin) => ({ ...bin, answers: await everythingOf(server.origin, bin) })),
    ),
  };
  await server.stop();
  const database = new Database(path.join(folder, 'wirebin.db'));
  database.exec('VACUUM');
  const newest = database
    .prepare('SELECT max(migration_name) FROM _prisma_migrations')
    .pluck()
    .get() as string;
  database.close();
  const name = path.join(fixtures, newest.slice(0, 14));
  await writeFile(`${name}.db.gz`, gzipSync(await readFile(path.join(folder, 'wirebin.db')), { level: 9 }));
  await writeFile(`${name}.json`, `${JSON.stringify(recorded, null, 1)}\n`);
});

/** Uses everything that is stored. */
async function traffic(server: RunningServer): Promise<Bin[]> {
  const [orders, others] = [await newBin(server.origin, { name: 'Orders' }), await newBin(server.origin)];
  const url = (bin: Bin) => `${server.origin}/b/${bin.slug}`;
  const change = async (bin: typeof orders, method: string, below: string, body: unknown) => {
    const response = await bin.api(below, { method, body: JSON.stringify(body) });
    expect([below, response.status < 300 ? '' : await response.text()]).toEqual([below, '']);
    return response.status === 204 ? null : response.json();
  };
  const rule = { name: 'Fail', when: 'path:/fail', answer: { status: 503 } };
  await change(orders, 'PUT', '/reply', { rules: [rule] });
  await change(orders, 'POST', '/schemas', { name: 'Order', schema: { type: 'object', required: ['id'] } });
  await setSecrets(orders, 'github', 'a secret of the fixture');
  await fetch(`${url(orders)}/a%2Fb?x=1`, { headers: { 'X-A': '1' } });
  await fetch(url(orders), {
    method: 'POST',
    body: '{"id":12345678901234567890}',
    headers: { 'Content-Type': 'application/json' },
  });
  await fetch(url(orders), {
    method: 'POST',
    body: '{"name":"x"}',
    headers: { 'Content-Type': 'application/json' },
  });
  await sendSigned({ captureUrl: url(orders) }, 'github', {
    secret: 'a secret of the fixture',
    headers: [
      ['X-GitHub-Event', 'push'],
      ['X-GitHub-Delivery', 'd-1'],
    ],
  });
  await fetch(`${url(orders)}/fail`, {
    method: 'PUT',
    body: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  });
  await fetch(`${url(orders)}/long`, { method: 'POST', body: 'a long body '.repeat(100_000) });
  await change(orders, 'PATCH', '/captures/1', { note: 'the first', pinned: true });
  await change(orders, 'POST', '/links', { role: 'viewer', label: 'for a colleague' });
  await fetch(url(others), { method: 'DELETE' });
  await change(orders, 'POST', '/deliveries?wait=1', { capture: 2, to: { bin: others.slug } });
  await change(orders, 'POST', '/forwards', {
    to: { bin: others.slug },
    name: 'to the other',
    filter: 'method:GET',
  });
  await fetch(`${url(orders)}/forwarded`);
  await vi.waitFor(
    async () => {
      const { head } = (await (await others.api('/captures')).json()) as { head: number };
      expect(head).toBe(3);
    },
    { timeout: 60_000, interval: 25 },
  );
  return [orders, others].map(({ slug, key }) => ({ slug, key }));
}
