import { describe, expect, test } from 'vitest';
import { asDescribed } from '../support/described.ts';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { until } from '../support/until.ts';
import { eventually, joined } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const token = 'admin-token-0123456789';
const server = sharedServer({
  environment: { ADMIN_TOKEN: token, TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'info', RATE_PER_BIN: '40/m' },
});

type Init = { method?: string; input?: unknown; token?: string | null; from?: string };

async function admin(
  path: string,
  { method = 'GET', input, token: given = token, from }: Init = {},
): Promise<Response> {
  const url = `${server().origin}/api/v1/admin${path}`;
  const response = await fetch(url, {
    method,
    headers: {
      ...(given === null ? {} : { Authorization: `Bearer ${given}` }),
      ...(from ? { 'X-Forwarded-For': from } : {}),
    },
    body: input === undefined ? null : JSON.stringify(input),
  });
  return asDescribed(method, url, response);
}
/** An answer's JSON; what is wrong with its shape, the test notices. */
async function read<T = Record<string, unknown>>(path: string, init?: Init): Promise<T> {
  return (await (await admin(path, init)).json()) as T;
}
const blocked = async () =>
  (await read<{ blocks: { value: string }[] }>('/blocks')).blocks.map(({ value }) => value);
const send = (url: string, from: string) =>
  fetch(url, { method: 'POST', body: 'x', headers: { 'X-Forwarded-For': from } });

describe('the admin token', () => {
  test('opens the numbers of the instance; without it, or with another, nothing is told', async () => {
    const bin = await newBin(server().origin);
    await send(bin.captureUrl, '192.0.2.1');
    expect(await read('')).toMatchObject({
      draining: false,
      create: 'open',
      captures: { total: expect.any(Number), bytes: expect.any(Number) },
      refused: {
        'rate-limit': expect.any(Number),
        blocked: expect.any(Number),
        draining: expect.any(Number),
      },
      connections: { all: expect.any(Number), watching: 0 },
      memory: { rss: expect.any(Number) },
      database: { bins: expect.any(Number), bytes: expect.any(Number) },
      eventLoopDelay: { lastMs: expect.any(Number), worstMs: expect.any(Number) },
      limits: { perBin: { count: 40, seconds: 60 }, perAddress: null, countedIn: 'process' },
    });
    const places = ['', '/bins', `/bins/${bin.slug}`, '/blocks'];
    for (const path of places) {
      await expectProblem(await admin(path, { token: null }), 401, 'admin-only');
      await expectProblem(await admin(path, { token: bin.key }), 401, 'admin-only');
    }
    await expectProblem(await admin('/drain', { method: 'POST', token: bin.key }), 401, 'admin-only');
  });

  test('can be tried wrongly ten times a minute from an address, and then not even rightly', async () => {
    const from = '198.51.100.1';
    for (let count = 0; count < 10; count += 1)
      expect((await admin('', { token: 'x', from })).status).toBe(401);
    const refused = await admin('', { from });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
    await expectProblem(refused, 429, 'rate-limited');
    expect((await admin('', { from: '198.51.100.2' })).status).toBe(200);
  });

  test('never reaches the log', async () => {
    await admin('', { token: 'wrong-token-0123456789' });
    expect(server().log()).not.toContain('-token-0123456789');
  });
});

test('where no admin token is set there is no admin', async () => {
  const plain = await startServer();
  const response = await fetch(`${plain.origin}/api/v1/admin`, {
    headers: { Authorization: 'Bearer undefined' },
  });
  expect(await expectProblem(response, 404, 'not-found')).toContain('ADMIN_TOKEN is not set');
});

describe('the list of bins', () => {
  test('is put in order, turned page by page, and shows numbers alone', async () => {
    const made = [];
    for (const [index, count] of [3, 0, 2, 2, 1].entries()) {
      const bin = await newBin(server().origin, { slug: `list-${'abcde'[index]}`, name: `Bin ${index}` });
      for (let sent = 0; sent < count; sent += 1) await send(bin.captureUrl, '192.0.2.2');
      made.push(bin);
    }
    const slugsBy = async (query: string) => {
      const slugs: string[] = [];
      for (let after = ''; ; ) {
        const page = await read<{ bins: { slug: string }[]; next: string | null }>(
          `/bins?slug=list-&limit=2&${query}${after}`,
        );
        expect(page.bins.length).toBeLessThanOrEqual(2);
        slugs.push(...page.bins.map(({ slug }) => slug.slice(-1)));
        if (page.next === null) return slugs.join('');
        after = `&after=${page.next}`;
      }
    };
    expect(await slugsBy('by=received')).toBe('adceb');
    expect(await slugsBy('by=received&order=asc')).toBe('becda');
    expect(await slugsBy('by=slug&order=asc')).toBe('abcde');
    expect(await slugsBy('by=created')).toBe('edcba');
    expect([...(await slugsBy('by=rate'))].sort().join('')).toBe('acde');
    const text = await (await admin('/bins?slug=list-a')).text();
    expect(JSON.parse(text).bins).toEqual([
      {
        slug: 'list-a',
        name: 'Bin 0',
        createdAt: expect.any(String),
        received: 3,
        bytes: expect.any(Number),
        refused: 0,
        rate: expect.any(Number),
        declared: false,
        blocked: false,
      },
    ]);
    for (const { key } of made) expect(text).not.toContain(key);
    for (const query of ['by=name', 'after=x', 'limit=0', 'order=up'])
      await expectProblem(await admin(`/bins?${query}`), 400, 'invalid-input');
  });

  test('a bin is deleted with all it keeps, and who watches is told', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    expect((await admin(`/bins/${bin.slug}`, { method: 'DELETE' })).status).toBe(204);
    await eventually(() => watcher.closed[0] === 'bin-deleted', 'told that it is gone');
    expect((await send(bin.captureUrl, '192.0.2.3')).status).toBe(404);
    await expectProblem(await admin(`/bins/${bin.slug}`, { method: 'DELETE' }), 404, 'bin-not-found');
  });

  test('a link made by the admin opens the bin, and its owner sees that there is one', async () => {
    const bin = await newBin(server().origin);
    const link = await read(`/bins/${bin.slug}/links`, { method: 'POST' });
    expect((await bin.api('', { key: link.key as string })).status).toBe(200);
    const { links } = (await (await bin.api('/links')).json()) as { links: { label: string | null }[] };
    expect(links.map(({ label }) => label)).toContain('Created by the admin of this server');
  });
});

describe('a block', () => {
  test('of a slug turns senders away in words, and is taken away again', async () => {
    const bin = await newBin(server().origin);
    const block = await read('/blocks', { method: 'POST', input: { slug: bin.slug, reason: 'Phishing.' } });
    const refused = await send(bin.captureUrl, '192.0.2.4');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'bin-blocked', detail: 'Phishing.' });
    // Looking goes on; nothing was kept.
    expect(await (await bin.api()).json()).toMatchObject({ total: 0 });
    expect(await read(`/bins/${bin.slug}`)).toMatchObject({ blocked: true });
    expect(await blocked()).toContain(bin.slug);
    expect((await admin(`/blocks/${block.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await send(bin.captureUrl, '192.0.2.4')).status).toBe(200);
    await expectProblem(await admin(`/blocks/${block.id}`, { method: 'DELETE' }), 404, 'block-not-found');
  });

  test('of a slug nobody has keeps it from being taken', async () => {
    const block = await read('/blocks', { method: 'POST', input: { slug: 'paypal-login' } });
    const make = () =>
      fetch(`${server().origin}/api/v1/bins`, { method: 'POST', body: '{"slug":"paypal-login"}' });
    await expectProblem(await make(), 403, 'bin-blocked');
    await admin(`/blocks/${block.id}`, { method: 'DELETE' });
    expect((await make()).status).toBe(201);
  });

  test('of a range turns away who is in it, IPv4 and IPv6, until it expires', async () => {
    const bin = await newBin(server().origin);
    const until = new Date(Date.now() + 2000 * (await slowness())).toISOString();
    await admin('/blocks', { method: 'POST', input: { range: '203.0.113.0/24', expiresAt: until } });
    await admin('/blocks', { method: 'POST', input: { range: '2001:db8:bad::/48', reason: 'Scans.' } });
    const statusFrom = async (address: string) => (await send(bin.captureUrl, address)).status;
    expect(await statusFrom('203.0.113.200')).toBe(403);
    expect(await statusFrom('203.0.114.1')).toBe(200);
    expect(await (await send(bin.captureUrl, '2001:db8:bad:1::7')).json()).toMatchObject({
      code: 'sender-blocked',
      detail: 'Scans.',
    });
    expect(await statusFrom('2001:db8:bae::7')).toBe(200);
    const made = await fetch(`${server().origin}/api/v1/bins`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': '2001:db8:bad::1' },
    });
    await expectProblem(made, 403, 'sender-blocked');
    await new Promise((resolve) => setTimeout(resolve, Date.parse(until) - Date.now() + 50));
    expect(await statusFrom('203.0.113.200')).toBe(200);
    expect(await blocked()).toEqual(['2001:db8:bad::/48']);
  });

  test.for([
    [{}, 'must have either slug or range'],
    [{ slug: 'abc', range: '192.0.2.1' }, 'must have either slug or range'],
    [{ range: 'everywhere' }, 'is not an address'],
    [{ range: '192.0.2.1/16' }, 'write 192.0.0.0/16'],
    [{ range: '192.0.2.1', expiresAt: '2020-01-01T00:00:00Z' }, 'must be in the future'],
    [{ slug: '-', reason: 'x' }, 'must be a slug'],
  ] as const)('%j is refused in words', async ([input, words]) => {
    const response = await admin('/blocks', { method: 'POST', input });
    expect(await expectProblem(response, 400, 'invalid-input')).toContain(words);
  });

  test('reaches another process within seconds', async () => {
    const other = await startServer({ folder: server().folder });
    const bin = await newBin(server().origin);
    await admin('/blocks', { method: 'POST', input: { slug: bin.slug } });
    const there = bin.captureUrl.replace(server().origin, other.origin);
    await until(async () => (await fetch(there)).status === 403);
  });
});

test('draining refuses captures with 503 and Retry-After, says so to load balancers, and can be undone', async () => {
  const bin = await newBin(server().origin);
  const ready = async () => {
    const response = await fetch(`${server().origin}/readyz`);
    return [response.status, ((await response.json()) as { status: string }).status];
  };
  expect(await ready()).toEqual([200, 'ready']);
  expect(await read('/drain', { method: 'POST' })).toMatchObject({ draining: true });
  expect(await ready()).toEqual([503, 'draining']);
  const refused = await send(bin.captureUrl, '192.0.2.5');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.json()).toMatchObject({ code: 'draining' });
  // What was kept can be read meanwhile, and the process is as alive as ever.
  expect((await bin.api()).status).toBe(200);
  expect((await fetch(`${server().origin}/healthz`)).status).toBe(200);
  expect(await read('/drain', { method: 'DELETE' })).toMatchObject({ draining: false });
  expect(await ready()).toEqual([200, 'ready']);
  expect((await send(bin.captureUrl, '192.0.2.5')).status).toBe(200);
  expect(server().log()).not.toContain('"level":50');
});
