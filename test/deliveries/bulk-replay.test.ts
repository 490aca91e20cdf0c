import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { readFilter } from '#lib/filter/read-filter.ts';
import { AskerLeft } from '#lib/model/asker.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { NewReplay } from '#lib/model/delivery-input.ts';
import { listenOnLoopback } from '../egress/listen.ts';
import { codeOf } from '../egress/test-egress.ts';
import { received } from '../support/received.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { ended, type Running, replayOf, startRunning } from './running.ts';

let running: Running;
beforeAll(async () => {
  running = await startRunning(await temporaryFolderFor(afterAll));
});
afterAll(() => running.close());

const asker = { name: 'a test' };
let bins = 0;

/** A bin with captures that were received at these times, milliseconds. */
async function binWith(times: readonly number[]): Promise<Bin> {
  bins += 1;
  const bin = await running.addBin(`bin-${bins}`);
  for (const [index, time] of times.entries())
    await running.store.addCapture(
      bin.id,
      received({
        target: `/b/${bin.slug}/${index + 1}`,
        prefixLength: `/b/${bin.slug}`.length,
        receivedAt: 1_795_000_000_000_000 + time * 1000,
        body: Buffer.from(`${index + 1}`),
      }),
    );
  return bin;
}

/** A receiver that notes bodies and times, and how many requests it had at the same time. */
async function receiver(delay = 0, status = (_: string) => 200) {
  const got: { body: string; at: number }[] = [];
  let now = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    now += 1;
    most = Math.max(most, now);
    const at = performance.now();
    const body = await text(request).catch(() => null);
    // The sender has left, or the test is over.
    if (body === null) return;
    got.push({ body, at });
    setTimeout(() => {
      now -= 1;
      response.writeHead(status(body)).end();
    }, delay);
  });
  const port = await listenOnLoopback(server);
  return { to: { url: `http://127.0.0.1:${port}` }, got, most: () => most };
}

async function replayed(bin: Bin, order: NewReplay, filter?: string) {
  const found = filter === undefined ? undefined : readFilter(filter, Date.now()).filter;
  const { id } = await running.deliveries.startReplay(bin, replayOf(order), found, {
    asker,
    origin: running.origin,
  });
  return ended(running, bin, id);
}

test('a plan says what would be sent, and sends nothing', async () => {
  const bin = await binWith([0, 1000, 1000, 500_000]);
  const { to, got } = await receiver();
  const plan = (pace?: NewReplay['pace']) =>
    running.deliveries.planReplay(bin, replayOf({ to, ...(pace && { pace }), plan: true }), undefined, asker);
  expect(await plan()).toEqual({
    count: 4,
    bytes: 4,
    signedAnew: 0,
    takesMs: 61_000,
    destination: to,
    sample: [1, 2, 3, 4].map((seq) => ({ seq, method: 'POST', target: `/${seq}` })),
    upTo: 4,
  });
  expect(await plan('at-once')).toMatchObject({ takesMs: null });
  expect(await plan({ perSecond: 2 })).toMatchObject({ takesMs: 1500 });
  const self = await running.deliveries.planReplay(bin, replayOf({ to: 'self' }), undefined, asker);
  expect(self.sample[0]).toEqual({ seq: 1, method: 'POST', target: `/b/${bin.slug}/1` });
  const below = { to: { url: `${to.url}/in?a=1` } };
  const all = await running.deliveries.planReplay(bin, replayOf(below), undefined, asker);
  expect(all.sample[0]).toEqual({ seq: 1, method: 'POST', target: '/in?a=1' });
  expect(got).toEqual([]);
});

test('a replay of what was planned sends nothing that arrived after the plan', async () => {
  const bin = await binWith([0, 0]);
  const { to, got } = await receiver();
  const { upTo } = await running.deliveries.planReplay(bin, replayOf({ to }), undefined, asker);
  await running.store.addCapture(bin.id, received({ body: Buffer.from('late') }));
  expect(await replayed(bin, { to, pace: 'at-once', upTo })).toMatchObject({ count: 2, ended: 2 });
  expect(got.map(({ body }) => body).sort()).toEqual(['1', '2']);
  const empty = await running.deliveries.planReplay(bin, replayOf({ to, upTo: 0 }), undefined, asker);
  expect(empty).toMatchObject({ count: 0, upTo: 0 });
});

test('captures are sent oldest first with their gaps, each after the response to the one before', async () => {
  const bin = await binWith([0, 100, 100, 1100, 1400]);
  const { to, got, most } = await receiver(30);
  const progress = await replayed(bin, { to });
  expect(progress).toMatchObject({
    state: 'done',
    count: 5,
    ended: 5,
    skipped: 0,
    results: [{ result: '200', count: 5 }],
  });
  expect(got.map(({ body }) => body)).toEqual(['1', '2', '3', '4', '5']);
  expect(most()).toBe(1);
  const gap = (index: number) => got[index]!.at - got[index - 1]!.at;
  expect(gap(3) / gap(4)).toBeGreaterThan(1.8);
  expect(gap(3)).toBeGreaterThan(950);
});

test('a rate is kept, and at once at most 8 are sent at the same time', async () => {
  const bin = await binWith(Array.from({ length: 20 }, (_, index) => index * 60_000));
  const paced = await receiver();
  await replayed(bin, { to: paced.to, pace: { perSecond: 20 } });
  expect(paced.got).toHaveLength(20);
  expect(paced.got.at(-1)!.at - paced.got[0]!.at).toBeGreaterThan(900);
  const fast = await receiver(50);
  await replayed(bin, { to: fast.to, pace: 'at-once' });
  expect(fast.got).toHaveLength(20);
  expect(fast.most()).toBeGreaterThan(1);
  expect(fast.most()).toBeLessThanOrEqual(8);
});

test('results are counted by status and failure, and the deliveries are listed', async () => {
  const bin = await binWith([0, 0, 0]);
  await running.store.addCapture(bin.id, received({ body: Buffer.from('x'), bodySize: 9, truncated: true }));
  const { to } = await receiver(0, (body) => (body === '2' ? 503 : 200));
  const progress = await replayed(bin, { to, pace: 'at-once' });
  expect(Object.fromEntries(progress.results.map(({ result, count }) => [result, count]))).toEqual({
    '200': 2,
    '503': 1,
    'capture-truncated': 1,
  });
  // The receiver is on loopback: its statuses are for owners.
  const forOthers = running.deliveries.replay(bin.id, progress.id, 'other').results;
  expect(Object.fromEntries(forOthers.map(({ result, count }) => [result, count]))).toEqual({
    answered: 3,
    'capture-truncated': 1,
  });
  const { deliveries, total } = await running.deliveries.list(bin.id, { limit: 10, replay: progress.id });
  expect(total).toBe(4);
  expect(deliveries[0]).toMatchObject({
    state: 'failed',
    attempts: [{ failure: { code: 'capture-truncated' } }],
  });
});

test('a capture that was not stored completely cannot be sent again either', async () => {
  const bin = await binWith([]);
  await running.store.addCapture(bin.id, received({ body: Buffer.from('x'), bodySize: 9, truncated: true }));
  const { to, got } = await receiver();
  const { id } = await replayed(bin, { to });
  const { deliveries } = await running.deliveries.list(bin.id, { limit: 1, replay: id });
  expect(await codeOf(running.deliveries.again(bin, deliveries[0]!.id, running.origin))).toBe(
    'capture-truncated',
  );
  expect(got).toEqual([]);
});

test('a filter chooses, and requests that arrive meanwhile are not sent', async () => {
  const bin = await binWith([0, 0, 0]);
  expect(await replayed(bin, { to: 'self', pace: 'at-once' }, 'body:2')).toMatchObject({
    count: 1,
    ended: 1,
  });
  // A replay to its own bin would otherwise never end.
  expect(await replayed(bin, { to: 'self', pace: 'at-once' })).toMatchObject({ count: 4, ended: 4 });
  expect((await running.store.counts(bin.id)).head).toBe(8);
});

test('captures that are removed before their turn are skipped', async () => {
  const bin = await binWith([0, 500, 500]);
  const { to } = await receiver();
  const { id } = await running.replay(bin, { to });
  await running.store.removeCapture(bin.id, 3);
  expect(await ended(running, bin, id)).toMatchObject({ state: 'done', count: 3, ended: 2, skipped: 1 });
});

test('a replay can be stopped, also while a request is being sent', async () => {
  const bin = await binWith([0, 0, 60_000]);
  const { to, got } = await receiver(60_000);
  const { id } = await running.replay(bin, { to });
  await until(async () => got.length > 0);
  expect(await running.deliveries.stopReplay(bin.id, id, 'owner')).toMatchObject({
    state: 'stopped',
    count: 3,
    ended: 1,
    results: [{ result: 'send-cancelled', count: 1 }],
  });
  const { deliveries } = await running.deliveries.list(bin.id, { limit: 10 });
  expect(deliveries.map(({ state }) => state)).toEqual(['stopped']);
  expect(running.announced.progress.at(-1)).toMatchObject({ id, state: 'stopped' });
  await expect(
    codeOf(Promise.resolve().then(() => running.deliveries.replay(bin.id + 1, id, 'owner'))),
  ).resolves.toBe('replay-not-found');
});

test('a replay that looks for captures for a long time can be stopped', async () => {
  const bin = await binWith([0]);
  const { to } = await receiver();
  const original = running.store.list;
  const list = vi.spyOn(running.store, 'list');
  onTestFinished(() => list.mockRestore());
  let looking = () => {};
  const looks = new Promise<void>((resolve) => {
    looking = resolve;
  });
  list.mockImplementation((binId, page, by) => {
    if (by?.name === asker.name) return original(binId, page, by);
    looking();
    return new Promise((_, reject) => {
      by?.signal?.addEventListener('abort', () => reject(new AskerLeft()));
    });
  });
  const { id } = await running.replay(bin, { to });
  await looks;
  expect(await running.deliveries.stopReplay(bin.id, id, 'owner')).toMatchObject({
    state: 'stopped',
    failure: null,
  });
});

test('the replays of a bin can be stopped together', async () => {
  const [bin, other] = [await binWith([0, 60_000]), await binWith([0, 60_000])];
  const { to } = await receiver();
  const ids = [];
  for (const one of [bin, bin, other]) ids.push((await running.replay(one, { to })).id);
  await running.deliveries.stopAllOf(bin.id);
  const stateOf = (one: Bin, id: string) => running.deliveries.replay(one.id, id, 'owner').state;
  expect([stateOf(bin, ids[0]!), stateOf(bin, ids[1]!), stateOf(other, ids[2]!)]).toEqual([
    'stopped',
    'stopped',
    'running',
  ]);
  await running.deliveries.stopAllOf(other.id);
});

test('a bin runs at most three at the same time', async () => {
  const bin = await binWith([0, 60_000]);
  const { to } = await receiver();
  const ids = [];
  for (const _ of [1, 2, 3]) ids.push((await running.replay(bin, { to })).id);
  expect(await codeOf(running.replay(bin, { to }))).toBe('send-busy');
  for (const id of ids) await running.deliveries.stopReplay(bin.id, id, 'owner');
});

const many = process.env.NERVES ? 10_000 : 400;

test(`${many} captures are replayed, a few at a time in memory, while others are captured`, {
  timeout: 900_000,
}, async () => {
  const bin = await running.addBin('many');
  const body = Buffer.alloc(50_000, 'x');
  for (let done = 0; done < many; done += 100)
    await Promise.all(
      Array.from({ length: 100 }, () => running.store.addCapture(bin.id, received({ body }))),
    );
  let got = 0;
  const listener = createServer((request, response) => {
    got += 1;
    request.resume().on('end', () => response.end());
  });
  const to = { url: `http://127.0.0.1:${await listenOnLoopback(listener)}` };
  const beside = await running.addBin('beside');
  const memory = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = memory();
  const { id } = await running.replay(bin, { to, pace: 'at-once' });
  let [most, underWay, captured] = [0, 0, 0];
  for (;;) {
    if (running.deliveries.replay(bin.id, id, 'owner').state !== 'running') break;
    await running.store.addCapture(beside.id, received());
    captured += 1;
    most = Math.max(most, memory() - before);
    const { deliveries } = await running.deliveries.list(bin.id, { limit: 100 });
    underWay = Math.max(underWay, deliveries.filter(({ owner }) => owner !== null).length);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(running.deliveries.replay(bin.id, id, 'owner')).toMatchObject({
    state: 'done',
    count: many,
    ended: many,
  });
  expect(got).toBe(many);
  expect(captured).toBeGreaterThan(3);
  expect(underWay).toBeLessThanOrEqual(9);
  // All bodies together have 20 MB, or 500; the captures beside them are measured, too.
  expect(most).toBeLessThan(process.env.NERVES ? 250e6 : 60e6);
  expect((await running.deliveries.list(bin.id, { limit: 1 })).total).toBeLessThanOrEqual(1000);
});
