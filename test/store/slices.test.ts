import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Filter, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';
import { AskerLeft } from '#lib/model/asker.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { longestHold, spend } from '../support/loop-holds.ts';
import { addManyCaptures } from '../support/many-captures.ts';
import { measuredAgain } from '../support/measured-again.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

const many = 20_000;

/** What is asked is a slice of 2 ms and the step that begins last in it; the rest is for what collects garbage beside it. */
const longest = 50;

/** A store with a bin of many captures and one without any. */
async function openWithMany(folder: string): Promise<{ store: Store; many: number; quiet: number }> {
  const file = path.join(folder, 'wirebin.db');
  let store = await openStore(`file:${file}`, root);
  const large = await store.addBin({ slug: 'many', ownerKeyHash: new Uint8Array(32), now: 1 });
  const quiet = await store.addBin({ slug: 'quiet', ownerKeyHash: new Uint8Array(32).fill(1), now: 1 });
  await store.close();
  await addManyCaptures(file, large.id, many);
  store = await openStore(`file:${file}`, root);
  // What is compiled when it runs first is not what is measured.
  for (let count = 0; count < 3; count += 1)
    await store.list(large.id, { limit: 1, filter: counting().filter, budget: many / 4 });
  return { store, many: large.id, quiet: quiet.id };
}

let store: Store;
let binId: number;
let quiet: number;

beforeAll(async () => {
  ({ store, many: binId, quiet } = await openWithMany(await temporaryFolderFor(afterAll)));
});
afterAll(() => store?.close());

/** A filter that looks and finds nothing, and counts at how many it looked. It may take its time over each, milliseconds. */
function counting(each = 0): { filter: Filter; looked: () => number } {
  let looked = 0;
  const mayMatch = () => {
    looked += 1;
    spend(each);
    return false;
  };
  const filter = { source: null, mayMatch, matches: mayMatch, needsBody: false, narrowings: [], words: [] };
  return { filter, looked: () => looked };
}

async function lengthOf(each: AsyncIterable<unknown>): Promise<number> {
  let length = 0;
  for await (const _ of each) length += 1;
  return length;
}

describe('among 20,000 captures', measuredAgain, () => {
  test.each(['method:DELETE', 'header:x-none', 'body:zzz', 'path:*none*', '/zz+y/', 'size>1mb'])(
    'a search for %s, which finds nothing, gives the event loop back',
    async (text) => {
      await prepareFilter(text);
      const { filter } = readFilter(text, 0);
      const hold = await longestHold(async () => {
        expect(await store.list(binId, { limit: 100, filter })).toMatchObject({ captures: [], next: null });
      });
      expect(hold).toBeLessThan(longest);
    },
  );

  test('so do ten searches at once, each for somebody else', async () => {
    const searches = async () => {
      const asked = Array.from({ length: 10 }, (_, index) =>
        store.list(binId, { limit: 1, filter: counting().filter, budget: many / 5 }, { name: `${index}` }),
      );
      await Promise.all(asked);
    };
    expect(await longestHold(searches)).toBeLessThan(longest);
  });

  test('so do an export, a timeline and a page of a thousand', async () => {
    expect(
      await longestHold(async () => expect(await lengthOf(store.eachCapture(binId))).toBe(many)),
    ).toBeLessThan(longest);
    const query = { to: 2e15, buckets: 60 };
    for (const by of ['method', 'status'] as const) {
      const counted = async () => {
        const { series } = await store.timeline(binId, { ...query, by });
        expect(series.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))).toEqual([many]);
      };
      expect(await longestHold(counted)).toBeLessThan(longest);
    }
    expect(await longestHold(() => store.list(binId, { limit: 1000 }))).toBeLessThan(longest);
  });

  test('a capture of another bin is committed while a search goes on', async () => {
    const { filter, looked } = counting();
    const search = store.list(binId, { limit: 100, filter });
    await store.addCapture(quiet, received());
    expect(looked()).toBeLessThan(many / 4);
    await search;
    expect(looked()).toBe(many);
  });

  test('a search, an export or a timeline nobody waits for ends within a slice', async () => {
    const ask = {
      list: (filter: Filter, asker: { name: string; signal: AbortSignal }) =>
        store.list(binId, { limit: 100, filter }, asker),
      timeline: (filter: Filter, asker: { name: string; signal: AbortSignal }) =>
        store.timeline(binId, { to: 2e15, buckets: 60, by: 'method', filter }, asker),
      export: (filter: Filter, asker: { name: string; signal: AbortSignal }) =>
        lengthOf(store.eachCapture(binId, filter, asker)),
    };
    for (const begin of Object.values(ask)) {
      const { filter, looked } = counting();
      const leaving = new AbortController();
      const result = begin(filter, { name: 'a', signal: leaving.signal }).catch((error) => error);
      while (looked() === 0) await new Promise((resolve) => setImmediate(resolve));
      leaving.abort();
      const before = looked();
      expect(await result).toBeInstanceOf(AskerLeft);
      expect(looked()).toBe(before);
      expect(before).toBeLessThan(many / 4);
    }
  });

  test('who asks for one search is served as much as who asks for ten', async () => {
    // Each look takes more than a slice, so that slices are counted.
    const ten = Array.from({ length: 10 }, () => counting(6));
    const search = ({ filter }: { filter: Filter }, name: string, budget: number) =>
      store.list(binId, { limit: 1, filter, budget }, { name });
    const jobs = ten.map((one) => search(one, 'ten', 5));
    await search(counting(6), 'one', 10);
    const looked = ten.map((one) => one.looked());
    expect(looked.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(13);
    // A few of the ten are under way, the others have not begun.
    expect(looked.filter((count) => count > 0)).toHaveLength(4);
    await Promise.all(jobs);
  });
});

test(
  'an import and the deletion of what a filter finds, of all and of the bin give it back',
  measuredAgain,
  async () => {
    const { store, many: binId, quiet } = await openWithMany(await temporaryFolder());
    const first = (await store.capture(binId, 1))!;
    const importing = async () => {
      for (let group = 0; group < 10; group += 1)
        await store.importCaptures(quiet, new Array<typeof first>(50).fill(first));
    };
    expect(await longestHold(importing)).toBeLessThan(longest);
    const { filter } = readFilter('seq>15000', 0);
    const found = async () => expect(await store.removeMatching(binId, filter)).toHaveLength(5000);
    expect(await longestHold(found)).toBeLessThan(longest);
    const half = readFilter('seq>10000', 0).filter;
    await store.removeMatching(binId, half);
    const all = async () => expect(await store.removeCaptures(binId)).toMatchObject({ removed: 10_000 });
    expect(await longestHold(all)).toBeLessThan(longest);
    expect(await longestHold(() => store.removeBin(quiet))).toBeLessThan(longest);
    await store.close();
  },
);

test(
  'captures with bodies of 256 KiB and headers of 64 KiB, and a body of 25 MB, hold it no longer',
  measuredAgain,
  async () => {
    const file = path.join(await temporaryFolder(), 'wirebin.db');
    let store = await openStore(`file:${file}`, root);
    const { id } = await store.addBin({ slug: 'large', ownerKeyHash: new Uint8Array(32), now: 1 });
    await store.close();
    await addManyCaptures(file, id, 150, { bodyBytes: 256 * 1024, headerBytes: 64_000 });
    store = await openStore(`file:${file}`, root);
    const long = await store.openLongBody(Date.now());
    const piece = new Uint8Array(256 * 1024).fill(98);
    for (let count = 0; count < 100; count += 1) await long.append(piece);
    const bytes = 100 * piece.length;
    await store.addCapture(id, { ...received(), longBodyId: long.id, bodyStored: bytes, bodySize: bytes });

    const holds = {
      // The filter itself is not what is measured: it takes any body at once.
      search: await longestHold(() => {
        const never = () => false;
        const filter = {
          source: null,
          mayMatch: () => true,
          matches: never,
          needsBody: true,
          narrowings: [],
          words: [],
        };
        return store.list(id, { limit: 100, filter });
      }),
      page: await longestHold(() => store.list(id, { limit: 100 })),
      export: await longestHold(async () => expect(await lengthOf(store.eachCapture(id))).toBe(151)),
      timeline: await longestHold(() => store.timeline(id, { to: 2e15, buckets: 60, by: 'method' })),
      removal: await longestHold(() => store.removeCaptures(id)),
      sweep: await longestHold(async () => {
        while (await store.removeUnusedBodies()) await new Promise((resolve) => setImmediate(resolve));
      }),
    };
    for (const [what, hold] of Object.entries(holds))
      expect({ what, hold }).toEqual({ what, hold: below(longest) });
    await store.close();
  },
);

const below = (limit: number) => expect.toSatisfy((hold: number) => hold < limit, `less than ${limit}`);
