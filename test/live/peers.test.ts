import { expect, onTestFinished, test, vi } from 'vitest';
import type { LiveMessage } from '#lib/live/peers/live-message.ts';
import { openPeerChannel } from '#lib/live/peers/peer-channel.ts';
import { openPeers } from '#lib/live/peers/peers.ts';
import { type CutWire, layWire } from '../support/cut-wire.ts';
import { ownRedis } from '../support/redis.ts';

const eventual = { timeout: 60_000, interval: 25 };
const redisPort = 6379;

/** A network to Redis for each process, and processes that note what they are told. */
async function processes() {
  const { environment } = ownRedis();
  const prefix = environment.REDIS_PREFIX!;
  return async (name = 'one database') => {
    const wire: CutWire = await layWire(redisPort);
    onTestFinished(() => wire.close());
    const log: string[] = [];
    const note = (words: string) => void log.push(words);
    const peers = await openPeers((listeners) =>
      openPeerChannel({ url: wire.origin.replace('http:', 'redis:'), prefix }, name, listeners, {
        warn: note,
        info: note,
      }),
    );
    onTestFinished(() => peers.close());
    const told: LiveMessage[] = [];
    const counts = { missed: 0 };
    peers.listen({
      told: (message) => void told.push(message),
      missed: () => {
        counts.missed += 1;
      },
      async asked(question) {
        return question.about === 'extend' && question.seq === 1
          ? { isDone: true, deadline: question.forMs }
          : { isDone: false };
      },
    });
    return { peers, wire, log, told, counts };
  };
}

test('a process tells the others of one database what concerns all, and of bins what they look at', async () => {
  const start = await processes();
  const [one, two, elsewhere] = [await start(), await start(), await start('another database')];
  one.peers.setBin(9, { pages: 1 });
  await vi.waitFor(() => expect(two.peers.isWatched(9)).toBe(true), eventual);
  two.peers.setBin(7, { pages: 2 });
  two.peers.setBin(7, { programs: 1 });
  two.peers.setLink(3, 2);
  await two.peers.known();
  expect([one.peers.isWatched(7), one.peers.isWatched(8)]).toEqual([true, false]);
  expect([one.peers.pagesOf(7), one.peers.pagesOfLink(3), two.peers.pagesOf(7)]).toEqual([2, 2, 0]);
  one.peers.tellOf({ type: 'removed', binId: 8, seqs: [1] });
  one.peers.tellOf({ type: 'removed', binId: 7, seqs: [2] });
  one.peers.tell({ type: 'revoked', linkId: 3, why: 'link-revoked' });
  await vi.waitFor(() => {
    expect(two.told).toEqual([
      { type: 'removed', binId: 7, seqs: [2] },
      { type: 'revoked', linkId: 3, why: 'link-revoked' },
    ]);
  }, eventual);
  expect([one.told, elsewhere.told]).toEqual([[], []]);
  two.peers.setBin(7, { pages: 0, programs: 0 });
  await two.peers.known();
  expect(one.peers.isWatched(7)).toBe(false);
});

test('a process that begins later knows what the others have, until these end or are gone', async () => {
  const start = await processes();
  const [one, two] = [await start(), await start()];
  one.peers.setBin(7, { pages: 1 });
  one.peers.setHeld(7, 1, { since: 10, deadline: 20 });
  two.peers.setHeld(7, 2, { since: 30, deadline: 40 });
  const later = await start();
  await vi.waitFor(() => {
    const held = [...later.peers.heldOf(7)].map(([seq, { since, deadline }]) => [seq, since, deadline]);
    expect(held.sort()).toEqual([
      [1, 10, 20],
      [2, 30, 40],
    ]);
    expect(later.peers.pagesOf(7)).toBe(1);
  }, eventual);
  const holder = later.peers.heldOf(7).get(1)!.peer;
  expect(await later.peers.ask(holder, { about: 'extend', binId: 7, seq: 1, forMs: 5 })).toEqual({
    isDone: true,
    deadline: 5,
  });
  expect(await later.peers.ask(holder, { about: 'extend', binId: 7, seq: 2, forMs: 5 })).toEqual({
    isDone: false,
  });
  await two.peers.close();
  await vi.waitFor(() => expect([...later.peers.heldOf(7).keys()]).toEqual([1]), eventual);
  // Like a process that is killed: it says nothing any more.
  await one.wire.cut();
  await vi.waitFor(
    () => expect([later.peers.heldOf(7).size, later.peers.pagesOf(7)]).toEqual([0, 0]),
    eventual,
  );
  expect(await later.peers.ask(holder, { about: 'extend', binId: 7, seq: 1, forMs: 5 })).toBe(null);
  expect(later.counts.missed).toBe(0);
});

test('what was told while a process was cut off is noticed as missed by all that it concerns', async () => {
  const start = await processes();
  const [one, two] = [await start(), await start()];
  two.peers.setBin(7, { pages: 1 });
  await vi.waitFor(() => expect(one.peers.isWatched(7)).toBe(true), eventual);
  await two.wire.cut();
  await vi.waitFor(() => {
    expect(two.peers.isConnected()).toBe(false);
    expect(two.log).toEqual([expect.stringMatching(/^Redis is unreachable/)]);
  }, eventual);
  one.peers.tellOf({ type: 'removed', binId: 7, seqs: [1] });
  await two.wire.restore();
  await vi.waitFor(() => {
    expect(two.counts.missed).toBeGreaterThan(0);
    expect(two.log).toEqual([expect.anything(), expect.stringMatching(/^Redis is reachable again/)]);
    expect(one.peers.pagesOf(7)).toBe(1);
  }, eventual);
  expect(two.told).toEqual([]);
  one.peers.tellOf({ type: 'removed', binId: 7, seqs: [2] });
  await vi.waitFor(() => expect(two.told).toEqual([{ type: 'removed', binId: 7, seqs: [2] }]), eventual);
});

test('a Redis that takes messages and passes none on counts as unreachable', async () => {
  const start = await processes();
  const one = await start();
  one.wire.silence();
  await vi.waitFor(() => expect(one.peers.isConnected()).toBe(false), eventual);
  await one.wire.restore();
  await vi.waitFor(() => expect(one.peers.isConnected()).toBe(true), eventual);
});
