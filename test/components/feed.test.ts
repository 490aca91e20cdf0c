import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noRows, rowAt } from '#components/inspector/feed/capture-rows.ts';
import { connectionState, listState } from '#components/inspector/feed/connection-state.ts';
import {
  countListed,
  countUnseen,
  createFeed,
  isCatchingUp,
  reduceFeed,
} from '#components/inspector/feed/feed.ts';
import type { Feed, FeedEvent, PageQuery } from '#components/inspector/feed/feed-state.ts';
import { nextMissingPage } from '#components/inspector/feed/next-missing-page.ts';
import { countReceivedWhileAway, firstReceivedWhileAway } from '#components/inspector/feed/offline-period.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { summary } from './summary.ts';

/** A bin on the server; changes return the events the server sends. */
class Bin {
  readonly rows = new Map<number, CaptureSummary>();
  head = 0;

  add(count = 1): FeedEvent {
    const captures = Array.from({ length: count }, () => summary(++this.head));
    for (const row of captures) this.rows.set(row.seq, row);
    return { type: 'captured', captures };
  }

  change(seq: number, change: Partial<Pick<CaptureSummary, 'reply' | 'pinned'>>): FeedEvent[] {
    const row = this.rows.get(seq);
    if (!row || (change.reply && row.reply)) return [];
    this.rows.set(seq, { ...row, ...change });
    return [{ type: 'changed', changes: [{ seq, ...change }] }];
  }

  remove(seq: number): FeedEvent[] {
    return this.rows.delete(seq) ? [{ type: 'removed', seqs: [seq] }] : [];
  }

  removeAll(): FeedEvent {
    const kept = [...this.rows.values()].filter((row) => row.pinned).map((row) => row.seq);
    for (const seq of this.rows.keys()) if (!kept.includes(seq)) this.rows.delete(seq);
    return { type: 'removed-up-to', seq: this.head, kept };
  }

  /** The store reads the rows and the counts one after the other. */
  page(query: PageQuery, between: () => void = () => {}): CapturePage {
    const isUpwards = query.after !== undefined && query.before === undefined;
    const seqs = [...this.rows.keys()].sort((a, b) => (isUpwards ? a - b : b - a));
    const matching = seqs.filter((seq) => seq < (query.before ?? Infinity) && seq > (query.after ?? 0));
    const captures = matching.slice(0, query.limit).map((seq) => this.rows.get(seq)!);
    between();
    const next = matching.length > query.limit ? (captures.at(-1)?.seq ?? null) : null;
    return { captures, head: this.head, total: this.rows.size, next };
  }

  newestFirst(): CaptureSummary[] {
    return [...this.rows.values()].sort((a, b) => b.seq - a.seq);
  }
}

function shown(feed: Feed): CaptureSummary[] {
  return Array.from({ length: countListed(feed) }, (_, index) => rowAt(feed.rows, index)!);
}

/** Fetches pages until nothing is missing. */
function settled(feed: Feed, bin: Bin): Feed {
  for (let turns = 0; turns < 500; turns++) {
    const query = nextMissingPage(feed);
    if (query === null) return feed;
    feed = reduceFeed(feed, { type: 'page-requested', query });
    feed = reduceFeed(feed, { type: 'page-received', page: bin.page(query) });
  }
  throw new Error('The feed keeps asking for pages.');
}

function reduced(feed: Feed, ...events: FeedEvent[]): Feed {
  return events.reduce(reduceFeed, feed);
}

const happening = fc.oneof(
  fc.record({ do: fc.constant('add' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('answer' as const), nth: fc.nat(9) }),
  fc.record({ do: fc.constant('pin' as const), nth: fc.nat(9), pinned: fc.boolean() }),
  fc.record({ do: fc.constant('remove' as const), nth: fc.nat(9) }),
);
const deliver = fc.record({ do: fc.constant('deliver' as const), twice: fc.boolean() });
const single = fc.oneof(
  { weight: 20, arbitrary: happening },
  { weight: 1, arbitrary: fc.constant({ do: 'remove all' as const }) },
  { weight: 16, arbitrary: deliver },
  { weight: 8, arbitrary: fc.constant({ do: 'ask' as const }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('write page' as const), race: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('bring page' as const), fails: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'cut' as const }, { do: 'join' as const }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom({ do: 'older' as const }, { do: 'newer' as const }, { do: 'stale' as const }),
  },
);
type Step = typeof single extends fc.Arbitrary<infer S> ? S : never;
/** A page that is overtaken by what happens while it travels. */
const slowPage = fc
  .tuple(fc.array(happening, { maxLength: 5 }), fc.array(deliver, { maxLength: 8 }))
  .map(([happenings, deliveries]): Step[] => [
    { do: 'stale' },
    { do: 'ask' },
    { do: 'write page', race: false },
    ...happenings,
    ...deliveries,
    { do: 'bring page', fails: false },
  ]);
const someSteps = fc
  .array(
    fc.oneof({ weight: 12, arbitrary: single.map((one) => [one]) }, { weight: 1, arbitrary: slowPage }),
    { maxLength: 80 },
  )
  .map((steps) => steps.flat());

/**
 * A browser and a server with a network between them: events of one connection come in order, late and perhaps twice, and
 * are lost when it is cut; a page is written some time after it was asked for and comes some time after that.
 */
function afterTroubles(start: number, limit: number, steps: readonly Step[]) {
  const bin = new Bin();
  bin.add(start);
  let feed = createFeed(bin.page({ limit }));
  let wire: FeedEvent[] | null = [{ type: 'channel-joined', head: bin.head }];
  let asked: PageQuery | null = null;
  let written: CapturePage | null = null;
  const tell = (events: FeedEvent[]) => wire?.push(...events);
  const nth = (n: number) => [...bin.rows.keys()].at(-1 - (n % Math.max(1, bin.rows.size))) ?? 0;

  for (const now of steps) {
    switch (now.do) {
      case 'add':
        tell([bin.add(now.count)]);
        break;
      case 'answer':
        tell(bin.change(nth(now.nth), { reply: { status: 200, ms: 1, complete: true } }));
        break;
      case 'pin':
        tell(bin.change(nth(now.nth), { pinned: now.pinned }));
        break;
      case 'remove':
        tell(bin.remove(nth(now.nth)));
        break;
      case 'remove all':
        tell([bin.removeAll()]);
        break;
      case 'deliver': {
        const event = wire?.shift();
        if (event) feed = reduced(feed, event, ...(now.twice && event.type === 'captured' ? [event] : []));
        break;
      }
      case 'ask':
        if (asked) break;
        asked = nextMissingPage(feed);
        if (asked) feed = reduceFeed(feed, { type: 'page-requested', query: asked });
        break;
      case 'write page':
        if (asked && !written) written = bin.page(asked, () => now.race && tell([bin.add()]));
        break;
      case 'bring page':
        if (!written) break;
        feed = reduceFeed(
          feed,
          now.fails ? { type: 'page-failed' } : { type: 'page-received', page: written },
        );
        asked = written = null;
        break;
      case 'cut':
        if (wire) feed = reduced(feed, { type: 'socket-lost' }, { type: 'went-offline' });
        wire = null;
        break;
      case 'join':
        wire ??= [{ type: 'channel-joined', head: bin.head }];
        break;
      case 'older':
        feed = reduceFeed(feed, { type: 'older-wanted' });
        break;
      case 'newer':
        feed = reduceFeed(feed, { type: 'newer-wanted' });
        break;
      default:
        feed = reduceFeed(feed, { type: 'may-be-stale' });
    }
  }
  if (asked) feed = reduceFeed(feed, { type: 'page-received', page: written ?? bin.page(asked) });
  wire ??= [{ type: 'channel-joined', head: bin.head }];
  return { bin, feed: reduced(feed, ...wire) };
}

describe('the feed', () => {
  it('ends with exactly the list of the server, whatever was late, lost, duplicated or raced', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 12 }), someSteps, (start, limit, steps) => {
        const { bin, feed } = afterTroubles(start, limit, steps);
        const end = settled(feed, bin);
        const expected = bin.newestFirst().filter((row) => row.seq >= end.floor);
        expect(shown(end)).toEqual(expected);
        expect(end.head).toBe(bin.head);
        expect(isCatchingUp(end)).toBe(false);

        const whole = settled(reduced(end, { type: 'older-wanted' }), bin);
        expect(shown(whole)).toEqual(bin.newestFirst());
        expect(whole.total).toBe(bin.rows.size);
      }),
      { numRuns: 3000 },
    );
  });

  it('fetches a gap before it calls itself live, the newest part first', () => {
    const bin = new Bin();
    bin.add(3);
    const first = createFeed(bin.page({ limit: 100 }));
    bin.add(5);
    const withGap = reduced(first, { type: 'channel-joined', head: 3 }, bin.add(1));
    expect(connectionState(withGap.connection, isCatchingUp(withGap))).toBe('catching-up');
    expect(nextMissingPage(withGap)).toEqual({ after: 3, before: 9, limit: 500 });
    const end = settled(withGap, bin);
    expect(connectionState(end.connection, isCatchingUp(end))).toBe('live');
    expect(countListed(end)).toBe(9);
  });

  it('counts what was received while away once, and not what arrived live', () => {
    const bin = new Bin();
    bin.add(3);
    let feed = reduced(createFeed(bin.page({ limit: 100 })), { type: 'channel-joined', head: 3 }, bin.add(2));
    feed = reduced(feed, { type: 'socket-lost' }, { type: 'went-offline' }, { type: 'went-offline' });
    bin.add(12);
    feed = settled(reduced(feed, { type: 'channel-joined', head: bin.head }), bin);
    feed = reduced(feed, bin.add(4));
    expect(countReceivedWhileAway(feed)).toBe(12);
    expect(countReceivedWhileAway(reduceFeed(feed, { type: 'away-dismissed' }))).toBe(0);
  });

  it('counts what was received since the bin was last open in this browser, loaded or not', () => {
    const bin = new Bin();
    bin.add(10);
    const opened = (seen: number, limit = 100) =>
      reduceFeed(createFeed(bin.page({ limit })), { type: 'reopened', seen });
    expect([0, 7, 10, 11].map((seen) => countReceivedWhileAway(opened(seen)))).toEqual([10, 3, 0, 0]);
    expect(firstReceivedWhileAway(opened(10))).toBeNull();
    expect(firstReceivedWhileAway(opened(7))).toEqual({ seq: 8, isLoaded: true });
    // Only 9 and 10 are loaded.
    expect([5, 8].map((seen) => countReceivedWhileAway(opened(seen, 2)))).toEqual([5, 2]);
    expect(firstReceivedWhileAway(opened(5, 2))).toEqual({ seq: 6, isLoaded: false });
    bin.remove(6);
    bin.remove(8);
    expect(firstReceivedWhileAway(opened(7))).toEqual({ seq: 9, isLoaded: true });
    // No more than the bin still stores.
    expect(countReceivedWhileAway(opened(0, 2))).toBe(8);
    // What arrives live is not among them.
    const live = reduced(opened(7), { type: 'channel-joined', head: 10 }, bin.add(2));
    expect(countReceivedWhileAway(live)).toBe(2);
  });

  it('fetches rows again that were on a pending page when the channel was joined', () => {
    const bin = new Bin();
    bin.add(3);
    const query = { after: 0, before: 4, limit: 200 };
    const asked = reduceFeed(createFeed(bin.page({ limit: 100 })), { type: 'page-requested', query });
    const old = bin.page(query);
    bin.change(2, { pinned: true });
    const feed = reduced(asked, { type: 'channel-joined', head: 3 }, { type: 'page-received', page: old });
    expect(shown(settled(feed, bin)).filter(({ pinned }) => pinned)).toHaveLength(1);
  });

  it('removes what was deleted while it was offline', () => {
    const bin = new Bin();
    bin.add(5);
    const feed = reduced(
      createFeed(bin.page({ limit: 100 })),
      { type: 'channel-joined', head: 5 },
      { type: 'went-offline' },
    );
    bin.remove(2);
    bin.remove(5);
    const end = settled(reduced(feed, { type: 'channel-joined', head: 5 }), bin);
    expect(shown(end).map((row) => row.seq)).toEqual([4, 3, 1]);
    expect(end.total).toBe(3);
  });

  it('does not restore deleted captures from an older page', () => {
    const bin = new Bin();
    bin.add(5);
    const feed = reduced(createFeed(bin.page({ limit: 2 })), { type: 'older-wanted' });
    const query = nextMissingPage(feed)!;
    const page = bin.page(query);
    const end = reduced(feed, { type: 'page-requested', query }, ...bin.remove(1), ...bin.remove(5), {
      type: 'page-received',
      page,
    });
    expect(shown(end).map((row) => row.seq)).toEqual([4, 3, 2]);
  });

  it('keeps a reply when an older page does not have it', () => {
    const bin = new Bin();
    bin.add(1);
    const page = bin.page({ limit: 10 });
    const feed = reduced(
      createFeed(page),
      { type: 'newer-wanted' },
      { type: 'page-requested', query: { limit: 10 } },
      ...bin.change(1, { reply: { status: 503, ms: 2, complete: true } }),
      { type: 'page-received', page },
    );
    expect(shown(feed)[0]?.reply?.status).toBe(503);
  });

  it('counts what is newer than all that was seen', () => {
    const bin = new Bin();
    bin.add(2);
    let feed = reduced(createFeed(bin.page({ limit: 10 })), bin.add(3));
    expect(countUnseen(feed)).toBe(3);
    feed = reduced(feed, { type: 'seen', upTo: 4 }, { type: 'seen', upTo: 3 });
    expect(countUnseen(feed)).toBe(1);
    feed = reduceFeed(feed, { type: 'seen', upTo: 5 });
    expect(countUnseen(feed)).toBe(0);
  });

  it('derives the connection state', () => {
    const empty = createFeed({ captures: [], head: 0, total: 0, next: null });
    const state = (feed: Feed) => connectionState(feed.connection, isCatchingUp(feed));
    expect(state(empty)).toBe('connecting');
    const joined = reduceFeed(empty, { type: 'channel-joined', head: 0 });
    expect(state(joined)).toBe('live');
    const lost = reduceFeed(joined, { type: 'socket-lost' });
    expect(state(lost)).toBe('reconnecting');
    const polled = reduceFeed(lost, {
      type: 'page-received',
      page: { captures: [], head: 0, total: 0, next: null },
    });
    expect(state(polled)).toBe('polling');
    const failed = reduceFeed(lost, { type: 'page-failed' });
    expect(state(failed)).toBe('offline');
    expect(state(reduceFeed(failed, { type: 'closed', why: 'bin-deleted' }))).toBe('closed');
    // A pause has no say about a connection that is lost.
    const paused = (feed: Feed) => listState(state(feed), true);
    expect([joined, polled, lost, failed].map(paused)).toEqual([
      'paused',
      'paused',
      'reconnecting',
      'offline',
    ]);
  });

  it('stays cheap with 50,000 captures: a batch of 300 copies a few chunks, not the list', () => {
    const bin = new Bin();
    bin.add(50_000);
    let feed = createFeed(bin.page({ limit: 50_000 }));
    const before = new Set<unknown>(feed.rows.chunks);
    feed = reduceFeed(feed, bin.add(300));
    const copied = feed.rows.chunks.filter((chunk) => !before.has(chunk));
    expect(copied.length).toBeLessThanOrEqual(3);
    expect(rowAt(feed.rows, 0)?.seq).toBe(50_300);
    expect(rowAt(feed.rows, 50_299)?.seq).toBe(1);
    expect(rowAt(noRows, 0)).toBeUndefined();
  });
});
