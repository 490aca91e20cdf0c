import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Bin } from '#lib/model/bin.ts';
import { type NewForward, newForwardShape } from '#lib/model/forward-input.ts';
import { type Running, startRunning } from '../deliveries/running.ts';
import { received } from '../support/received.ts';
import { temporaryFolder } from '../support/server.ts';
import { ok, receiver, status } from './receiver.ts';

/** How far the clock of the server is set forward, milliseconds. Leases of a process that is gone have ended after 20 s. */
let ahead: number;
let folder: string;
beforeEach(async () => {
  ahead = 0;
  folder = await temporaryFolder();
});
const now = () => Date.now() + ahead;

async function start(): Promise<Running> {
  const running = await startRunning(folder, {}, now);
  onTestFinished(() => running.close().catch(() => {}));
  return running;
}

async function restart(running: Running): Promise<Running> {
  await running.close(true);
  ahead += 20_000;
  return start();
}

const add = (running: Running, bin: Bin, order: NewForward) =>
  running.forwards.add(bin, newForwardShape.parse(order), 'http://wirebin.example');

/** Stores a capture as a request would, and tells the rules. */
async function capture(running: Running, bin: Bin, path: string): Promise<void> {
  await running.store.addCapture(
    bin.id,
    received({
      receivedAt: now() * 1000,
      target: `/b/${bin.slug}${path}`,
      prefixLength: `/b/${bin.slug}`.length,
    }),
  );
  running.forwards.captured(bin.id);
}

const untilHolds = (look: () => unknown) => vi.waitFor(look, { timeout: 60_000, interval: 25 });

async function statesOf(running: Running, id: string): Promise<Record<string, number>> {
  const items = await running.store.listItems(id, {
    states: ['queued', 'sending', 'done', 'dead', 'skipped'],
    limit: 20_000,
  });
  const counts: Record<string, number> = {};
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

test('what was being sent when the process was killed is sent again, as the same delivery', async () => {
  const { url, requests, respondWith } = await receiver(() => {});
  let running = await start();
  const bin = await running.addBin('x7k2');
  const { id } = await add(running, bin, { to: { url } });
  await capture(running, bin, '/1');
  await untilHolds(() => expect(requests).toHaveLength(1));
  respondWith(ok);
  running = await restart(running);
  await untilHolds(async () => expect(await statesOf(running, id)).toEqual({ done: 1 }));
  const ids = requests.map(({ headers }) => headers['wirebin-delivery']);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
  const [item] = await running.store.listItems(id, { states: ['done'], limit: 1 });
  expect(await running.deliveries.read(bin.id, item!.deliveryId!)).toMatchObject({
    state: 'answered',
    attempts: [{ failure: { code: 'send-interrupted' } }, { status: 200, failure: null }],
  });
});

test('captures that no process had looked at when it was killed are forwarded, in order', async () => {
  const { url, requests } = await receiver();
  let running = await start();
  const bin = await running.addBin('x7k2');
  const { id } = await add(running, bin, { to: { url }, order: 'all' });
  await running.forwards.pause(bin, id);
  for (let number = 1; number <= 20; number++) await capture(running, bin, `/${number}`);
  running = await restart(running);
  await running.forwards.resume(bin, id, false);
  await untilHolds(async () => expect(await statesOf(running, id)).toEqual({ done: 20 }));
  expect(requests.map(({ url }) => url)).toEqual(Array.from({ length: 20 }, (_, index) => `/${index + 1}`));
});

test('two processes send each request once, and the second goes on when the first is gone', async () => {
  const { url, requests } = await receiver();
  const first = await start();
  const bin = await first.addBin('x7k2');
  const { id } = await add(first, bin, { to: { url } });
  const second = await start();
  for (let number = 1; number <= 10; number++) await capture(number % 2 ? first : second, bin, `/${number}`);
  // Those of the second process are found by the first one within seconds.
  await untilHolds(async () => expect(await statesOf(first, id)).toEqual({ done: 10 }));
  await first.close();
  await capture(second, bin, '/11');
  await untilHolds(async () => expect(await statesOf(second, id)).toEqual({ done: 11 }));
  expect(requests.map(({ url }) => url).sort()).toEqual(
    Array.from({ length: 11 }, (_, index) => `/${index + 1}`).sort(),
  );
});

describe('a destination that keeps failing', () => {
  test('is left alone for a while, also by the next process; then one request is tried, and others follow slowly', async () => {
    const { url, requests, respondWith } = await receiver(status(500));
    let running = await start();
    const bin = await running.addBin('x7k2');
    const { id } = await add(running, bin, {
      to: { url },
      retries: { delays: [0, 0.01, 0.01] },
      concurrency: 1,
    });
    for (let number = 1; number <= 8; number++) await capture(running, bin, `/${number}`);
    await untilHolds(async () =>
      expect((await running.store.forward(bin.id, id))?.breaker.openUntil).not.toBe(null),
    );
    expect(requests).toHaveLength(10);
    running = await restart(running);
    await capture(running, bin, '/9');
    expect(requests).toHaveLength(10);
    respondWith(ok);
    ahead += 15_000;
    await capture(running, bin, '/10');
    await untilHolds(async () => expect((await statesOf(running, id)).done).toBeGreaterThanOrEqual(2));
    const { breaker } = (await running.store.forward(bin.id, id))!;
    expect(breaker).toMatchObject({ failures: 0, openUntil: null });
    expect(breaker.recovering).toBeGreaterThanOrEqual(1);
    await running.forwards.resume(bin, id, false);
    await untilHolds(async () => expect((await statesOf(running, id)).queued).toBe(undefined));
  });
});

test('a rule whose destination does not respond holds up neither captures nor other rules', async () => {
  const silent = await receiver(() => {});
  const quick = await receiver();
  const running = await start();
  const bin = await running.addBin('x7k2');
  await add(running, bin, { to: { url: silent.url } });
  const { id } = await add(running, bin, { to: { url: quick.url } });
  for (let number = 1; number <= 50; number++) await capture(running, bin, `/${number}`);
  await untilHolds(async () => expect(await statesOf(running, id)).toEqual({ done: 50 }));
  await untilHolds(() => expect(silent.requests).toHaveLength(4));
});
