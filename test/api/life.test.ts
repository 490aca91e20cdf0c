import { describe, expect, test } from 'vitest';
import { newBin, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({
  environment: { BIN_CAPACITY_CEILING: '5000', BIN_EXPIRES_AFTER_CEILING: '30d', LOG_LEVEL: 'warn' },
});
const change = (bin: TestBin, settings: unknown) =>
  bin.api('', { method: 'PATCH', body: JSON.stringify(settings) });
const look = async (bin: TestBin) => (await (await bin.api()).json()) as Record<string, unknown>;
const post = (url: string, body = 'x') => fetch(url, { method: 'POST', body });

describe('settings', () => {
  test('are changed together, and who watches is told to look', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, bin);
    const settings = { description: 'Shop', capacity: 50, maxBytes: 1024 ** 2, expiresAfter: 3600 };
    expect(await (await change(bin, settings)).json()).toMatchObject(settings);
    expect(await look(bin)).toMatchObject(settings);
    await eventually(() => watcher.order.includes('settings'), 'told of the settings');
  });

  test('beyond what the server allows are refused, each with its field', async () => {
    const bin = await newBin(server().origin);
    const response = await change(bin, { capacity: 5001, expiresAfter: null });
    const detail = await expectProblem(response, 400, 'invalid-input');
    expect(detail).toBe(
      'capacity: must be at most 5000 on this server; expiresAfter: must be at most 2592000 seconds on this server',
    );
    expect(await look(bin)).toMatchObject({ capacity: 5000, expiresAfter: 7 * 24 * 3600 });
    for (const wrong of [{ capacity: 0 }, { capacity: 1.5 }, { maxBytes: '1' }, { expiresAfter: 5 }]) {
      await expectProblem(await change(bin, wrong), 400, 'invalid-input');
    }
  });

  test('chosen when the server allowed more are kept, and do not hold where strangers come', async () => {
    const server = await startServer();
    const bin = await newBin(server.origin, { capacity: 10_000_000, maxBytes: 2 ** 50, expiresAfter: null });
    expect(await look(bin)).toMatchObject({
      maxBytes: 2 ** 50,
      ceiling: { capacity: null, maxBytes: null, expiresAfter: null },
    });
    await server.stop();
    const { origin } = await startServer({ folder: server.folder, environment: { AUDIENCE: 'public' } });
    const most = { capacity: 100_000, maxBytes: 2 ** 30, expiresAfter: 30 * 24 * 3600 };
    const api = await fetch(`${origin}/api/v1/bins/${bin.slug}`, {
      headers: { Authorization: `Bearer ${bin.key}` },
    });
    expect(await api.json()).toMatchObject({ ...most, ceiling: most, expiresAt: expect.any(String) });
  });

  test('may come with a new bin', async () => {
    const bin = await newBin(server().origin, { capacity: 3, description: 'Small', frozen: true });
    expect(await look(bin)).toMatchObject({ capacity: 3, description: 'Small', frozen: true });
  });

  test('lowered, they hold for what is there: the oldest go, live too, and it is said how many', async () => {
    const bin = await newBin(server().origin);
    for (let count = 0; count < 6; count += 1) await post(bin.captureUrl);
    const watcher = await joined(server().origin, bin);
    await change(bin, { capacity: 2 });
    await eventually(() => watcher.rotated.includes(4), 'four rotated out');
    expect(watcher.removed.flat()).toEqual([1, 2, 3, 4]);
    expect(await look(bin)).toMatchObject({ total: 2, rotatedOut: 4 });
  });
});

describe('a frozen bin', () => {
  test('answers as ever and keeps nothing, long bodies neither, until it is thawed', async () => {
    const bin = await newBin(server().origin);
    await post(bin.captureUrl);
    await change(bin, { frozen: true });
    for (const body of ['x', 'x'.repeat(600_000)]) {
      const response = await post(bin.captureUrl, body);
      expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
    }
    expect(await look(bin)).toMatchObject({ head: 1, total: 1, frozen: true });
    await change(bin, { frozen: false });
    await post(bin.captureUrl);
    expect(await look(bin)).toMatchObject({ head: 2, total: 2 });
  });

  test('chooses the response by what long bodies contain', async () => {
    const bin = await newBin(server().origin);
    const rule = { when: 'body:needle', answer: { status: 418 } };
    const settings = await bin.api('/reply', { method: 'PUT', body: JSON.stringify({ rules: [rule] }) });
    expect(settings.status).toBe(200);
    await change(bin, { frozen: true });
    const long = 'x'.repeat(600_000);
    expect((await post(bin.captureUrl, `${long}needle`)).status).toBe(418);
    expect((await post(bin.captureUrl, long)).status).toBe(200);
  });
});

describe('a slug', () => {
  test('is changed, and the old address goes on taking requests and opening the bin', async () => {
    const bin = await newBin(server().origin);
    const slug = `shop-${bin.slug}`;
    const changed = (await (await change(bin, { slug })).json()) as Record<string, unknown>;
    expect(changed).toMatchObject({
      slug,
      captureUrl: bin.captureUrl.replace(bin.slug, slug),
      formerSlugs: [{ slug: bin.slug, until: expect.any(String) }],
    });
    expect((await post(bin.captureUrl)).status).toBe(200);
    expect((await post(changed.captureUrl as string)).status).toBe(200);
    expect(await look(bin)).toMatchObject({ slug, head: 2 });
  });

  test('in use is refused, whether a bin has it or had it', async () => {
    const [one, two] = [await newBin(server().origin), await newBin(server().origin)];
    await expectProblem(await change(two, { slug: one.slug, name: 'no' }), 409, 'slug-taken');
    await change(one, { slug: `${one.slug}-x` });
    await expectProblem(await change(two, { slug: one.slug }), 409, 'slug-taken');
    expect(await look(two)).toMatchObject({ slug: two.slug, name: null });
    await expectProblem(await change(two, { slug: 'admin' }), 400, 'invalid-input');
  });
});

describe('a clone', () => {
  test('has the settings, a key of its own, and no captures', async () => {
    const bin = await newBin(server().origin, { name: 'Orders', description: 'Shop', capacity: 7 });
    await post(bin.captureUrl);
    const response = await bin.api('/clone', { method: 'POST', body: '{"name":"Orders, again"}' });
    expect(response.status).toBe(201);
    const clone = (await response.json()) as { slug: string; key: string };
    expect(clone.key).not.toBe(bin.key);
    const url = `${server().origin}/api/v1/bins/${clone.slug}`;
    const seen = await fetch(url, { headers: { Authorization: `Bearer ${clone.key}` } });
    expect(await seen.json()).toMatchObject({
      name: 'Orders, again',
      description: 'Shop',
      capacity: 7,
      head: 0,
      role: 'owner',
    });
  });

  test('is not for those who only look', async () => {
    const bin = await newBin(server().origin);
    const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
    const { key } = (await link.json()) as { key: string };
    await expectProblem(await bin.api('/clone', { method: 'POST', key }), 403, 'not-allowed');
  });
});

describe('a deleted bin', () => {
  test('takes nothing and shows nothing, keeps its slug, and comes back whole with its owner’s key', async () => {
    const bin = await newBin(server().origin);
    await post(bin.captureUrl);
    const link = await bin.api('/links', { method: 'POST', body: '{"role":"editor"}' });
    const { key } = (await link.json()) as { key: string };
    const watcher = await joined(server().origin, bin);
    await bin.api('', { method: 'DELETE' });
    await eventually(() => watcher.closed.includes('bin-deleted'), 'told of the deletion');
    expect((await post(bin.captureUrl)).status).toBe(404);
    const detail = await expectProblem(await bin.api(), 410, 'bin-deleted');
    expect(detail).toMatch(/^It can be restored until 20/);
    const taken = await fetch(`${server().origin}/api/v1/bins`, {
      method: 'POST',
      body: JSON.stringify({ slug: bin.slug }),
    });
    await expectProblem(taken, 409, 'slug-taken');

    await expectProblem(await bin.api('/restore', { method: 'POST', key }), 403, 'not-allowed');
    const restored = await bin.api('/restore', { method: 'POST' });
    expect(await restored.json()).toMatchObject({ slug: bin.slug, total: 1 });
    expect((await post(bin.captureUrl)).status).toBe(200);
    expect(await look(bin)).toMatchObject({ head: 2 });
    await expectProblem(await bin.api('/restore', { method: 'POST' }), 409, 'bin-not-deleted');
  });
});
