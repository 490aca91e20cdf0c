import { stat } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { announceToNobody } from '#lib/live/announce.ts';
import { aliasFor, restorableFor } from '#lib/model/bin-limits.ts';
import { scheduleEviction } from '#lib/server/upkeep/schedule-eviction.ts';
import { removeExpired } from '#lib/server/upkeep/schedule-expiry.ts';
import type { BinSettings } from '#lib/store/contracts/bins.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { received } from '../../support/received.ts';
import { root } from '../../support/root.ts';
import { newBin, startServer, temporaryFolder } from '../../support/server.ts';
import { slowness } from '../../support/slowness.ts';
import { until } from '../../support/until.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const day = 24 * 60 * 60 * 1000;
const begin = Date.parse('2026-01-01');

let file: string;
let store: Store;
const closed: [number, string][] = [];
const stopped: number[] = [];
const deliveries = { stopAllOf: async (binId: number) => void stopped.push(binId) };
const announce = {
  ...announceToNobody,
  closed: (binId: number, why: string) => void closed.push([binId, why]),
};

beforeEach(async () => {
  file = path.join(await temporaryFolder(), 'wirebin.db');
  store = await openStore(`file:${file}`, root);
  closed.length = 0;
  stopped.length = 0;
  return () => store.close();
});

const retainAt = (now: number, by = 'us', at = store) => {
  const rotation = scheduleEviction({ store: at, announce, reportError: failTest });
  return removeExpired({ store: at, announce, rotation, deliveries }, () => now, { by });
};
const failTest = (error: unknown) => expect.fail(String(error));
let bins = 0;
const addBin = (slug: string, settings: Partial<BinSettings> = {}) =>
  store.addBin({ slug, ownerKeyHash: new Uint8Array(32).fill(++bins), now: begin, ...settings });
const slugs = async () => (await store.listBins(0, 100)).map(({ bin }) => bin.slug);

describe('retention', () => {
  test('removes bins that nobody sent to or looked at for their time, and says so to those who watch', async () => {
    const quiet = await addBin('quiet');
    const sent = await addBin('sent');
    const seen = await addBin('seen');
    await addBin('brief', { expiresAfter: day });
    await addBin('forever', { expiresAfter: null });
    await store.addCapture(sent.id, received({ receivedAt: (begin + 3 * day) * 1000 }));
    await store.touchLink((await store.listLinks(seen.id))[0]!.id, begin + 4 * day);

    await retainAt(begin + day - 1);
    expect(await slugs()).toEqual(['quiet', 'sent', 'seen', 'brief', 'forever']);
    await retainAt(begin + day);
    expect(await slugs()).toEqual(['quiet', 'sent', 'seen', 'forever']);
    closed.length = 0;
    stopped.length = 0;
    await retainAt(begin + 7 * day);
    expect(await slugs()).toEqual(['sent', 'seen', 'forever']);
    expect(closed).toEqual([[quiet.id, 'bin-expired']]);
    expect(stopped).toEqual([quiet.id]);
    await retainAt(begin + 10 * day);
    expect(await slugs()).toEqual(['seen', 'forever']);
    await retainAt(begin + 10_000 * day);
    expect(await slugs()).toEqual(['forever']);
  });

  test('removes deleted bins after a day, and gives up old slugs after a month', async () => {
    const gone = await addBin('gone', { expiresAfter: null });
    const renamed = await addBin('before', { expiresAfter: null });
    await store.deleteBin(gone.id, begin);
    await store.renameBin(renamed.id, 'after', begin);
    await retainAt(begin + restorableFor - 1);
    expect(await store.restoreBin(gone.id)).toMatchObject({ slug: 'gone' });
    await store.deleteBin(gone.id, begin);
    await retainAt(begin + restorableFor);
    expect(await slugs()).toEqual(['after']);
    expect(await store.findBin('before')).toMatchObject({ slug: 'after' });
    await retainAt(begin + aliasFor);
    expect(await store.findBin('before')).toBeNull();
  });

  test('removes an expired bin next time when the removal was interrupted', async () => {
    await addBin('quiet');
    const interrupted = {
      ...store,
      removeBin: () => Promise.reject(new Error('The process ends here.')),
    } as Store;
    await expect(retainAt(begin + 7 * day, 'us', interrupted)).rejects.toThrow('The process ends here.');
    expect((await store.listBins(0, 100))[0]?.bin.deletedAt).toBe(0);
    await retainAt(begin + 7 * day + 60_000);
    expect(await slugs()).toEqual([]);
  });

  test('is the work of one process at a time', async () => {
    const other = await openStore(`file:${file}`, root);
    await addBin('quiet');
    const both = await Promise.all([retainAt(begin, 'a'), retainAt(begin, 'b', other)]);
    expect(both.toSorted()).toEqual([false, true]);
    const [holder, idle] = both[0] ? ['a', 'b'] : ['b', 'a'];
    // Who did it last does it next, until it has not been heard of for a while.
    expect(await retainAt(begin + 60_000, idle)).toBe(false);
    expect(await retainAt(begin + 60_000, holder)).toBe(true);
    expect(await retainAt(begin + 60_000 + 150_000, idle)).toBe(true);
    await other.close();
  });

  test('holds up captures little while thousands go, and gives their room back to the disk', async () => {
    const doomed = await addBin('doomed', { capacity: 100_000 });
    const busy = await addBin('busy');
    const body = new Uint8Array(4000);
    for (let round = 0; round < 24; round += 1) {
      const some = Array.from({ length: 250 }, () => store.addCapture(doomed.id, received({ body })));
      await Promise.all(some);
    }
    const long = await store.openLongBody(begin);
    for (let piece = 0; piece < 60; piece += 1) await long.append(new Uint8Array(256 * 1024));
    await store.addCapture(doomed.id, received({ longBodyId: long.id, bodyStored: 60 * 256 * 1024 }));
    await store.close();
    const before = (await stat(file)).size;
    store = await openStore(`file:${file}`, root);
    await store.deleteBin(doomed.id, begin);

    let isOver = false;
    const retaining = retainAt(begin + restorableFor).then(() => {
      isOver = true;
    });
    let longest = 0;
    let captures = 0;
    while (!isOver) {
      const started = performance.now();
      expect(await store.addCapture(busy.id, received())).toBe(++captures);
      longest = Math.max(longest, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await retaining;
    expect(captures).toBeGreaterThan(5);
    expect(longest).toBeLessThan(1000 * (await slowness()));
    await store.close();
    const after = (await stat(file)).size;
    expect(before).toBeGreaterThan(40e6);
    expect(after).toBeLessThan(before / 4);
    store = await openStore(`file:${file}`, root);
    expect(await slugs()).toEqual(['busy']);
  });
});

test('a bin at capacity under load keeps exactly its newest and its pins, and refuses nobody', async () => {
  const server = await startServer({ environment: { BIN_CAPACITY: '300' } });
  const bin = await newBin(server.origin);
  const send = async () => (await fetch(bin.captureUrl, { method: 'POST', body: 'x'.repeat(500) })).status;
  for (let count = 0; count < 10; count += 1) await send();
  for (const seq of [2, 3, 7]) {
    await bin.api(`/captures/${seq}`, { method: 'PATCH', body: '{"pinned":true}' });
  }
  const state = async () => (await (await bin.api()).json()) as { total: number; head: number };
  const statuses = new Set<number>();
  const sender = async () => {
    for (let count = 0; count < 60; count += 1) statuses.add(await send());
  };
  let isSending = true;
  const sending = Promise.all(Array.from({ length: 50 }, sender)).finally(() => {
    isSending = false;
  });
  const totals: number[] = [];
  while (isSending) totals.push((await state()).total);
  await sending;

  await until(async () => (await state()).total === 303);
  const page = (await (await bin.api('/captures?limit=1000')).json()) as { captures: { seq: number }[] };
  const newest = Array.from({ length: 300 }, (_, index) => 3010 - index);
  expect(page.captures.map(({ seq }) => seq)).toEqual([...newest, 7, 3, 2]);
  expect([...statuses]).toEqual([200]);
  expect(Math.max(...totals)).toBeLessThan(303 + 1000);
  expect(await (await bin.api()).json()).toMatchObject({
    head: 3010,
    total: 303,
    pinned: 3,
    rotatedOut: 2707,
  });
});
