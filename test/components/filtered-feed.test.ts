import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt } from '#components/inspector/feed/capture-rows.ts';
import {
  countListed,
  createFeed,
  createUnloadedFeed,
  reduceFeed,
  searchedShare,
} from '#components/inspector/feed/feed.ts';
import type { Feed, FeedEvent, PageQuery } from '#components/inspector/feed/feed-state.ts';
import { filterLoadedRows, parseFilter, toFilteredEvent } from '#components/inspector/feed/filtered-feed.ts';
import { nextMissingPage } from '#components/inspector/feed/next-missing-page.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { factsOfSummary } from '#lib/filter/summary.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { summary } from './summary.ts';

const methods = ['GET', 'POST', 'PUT'];

/** A bin on the server: its list, whole or through a filter, a few captures at a time. */
class Bin {
  readonly rows = new Map<number, CaptureSummary>();
  head = 0;

  add(): FeedEvent {
    const row = summary(++this.head, { method: methods[this.head % 3] });
    this.rows.set(row.seq, row);
    return { type: 'captured', captures: [row] };
  }

  change(seq: number, change: Partial<Pick<CaptureSummary, 'reply' | 'pinned' | 'note'>>): FeedEvent[] {
    const row = this.rows.get(seq);
    if (!row) return [];
    this.rows.set(seq, { ...row, ...change });
    return [{ type: 'changed', changes: [{ seq, ...change }] }];
  }

  remove(seq: number): FeedEvent[] {
    return this.rows.delete(seq) ? [{ type: 'removed', seqs: [seq] }] : [];
  }

  page({ after = 0, before = Infinity, limit }: PageQuery, filter?: Filter, budget = Infinity): CapturePage {
    const isUpwards = after > 0 && before === Infinity;
    const seqs = [...this.rows.keys()]
      .filter((seq) => after < seq && seq < before)
      .sort((a, b) => (isUpwards ? a - b : b - a));
    const looked = seqs.slice(0, budget);
    const found = looked.filter((seq) => !filter || matches(filter, this.rows.get(seq)!));
    const shown = found.slice(0, limit);
    const stoppedAt = looked.length < seqs.length ? looked.at(-1)! : null;
    return {
      captures: shown.map((seq) => this.rows.get(seq)!),
      head: this.head,
      total: this.rows.size,
      next: found.length > limit ? shown.at(-1)! : stoppedAt,
    };
  }
}

const matches = (filter: Filter, row: CaptureSummary) => filter.mayMatch(factsOfSummary(row));
const seqsOf = (feed: Feed) =>
  Array.from({ length: countListed(feed) }, (_, index) => rowAt(feed.rows, index)!.seq);

/** A filter; with `asked`, only the server may evaluate it. */
function read(text: string, asked: boolean): Filter {
  const filter = parseFilter(text, 0)!;
  return asked ? { ...filter, ofSummary: false } : filter;
}

/** The whole list and what a filter finds of it, side by side, as the page keeps them. */
class Lists {
  all: Feed;
  found: Feed;
  readonly bin: Bin;
  readonly filter: Filter;

  constructor(bin: Bin, filter: Filter) {
    this.bin = bin;
    this.filter = filter;
    this.all = createFeed(bin.page({ limit: 5 }));
    this.found = filterLoadedRows(this.all, filter);
  }

  dispatch(event: FeedEvent): void {
    this.all = reduceFeed(this.all, event);
    const filtered = toFilteredEvent(event, this.all, this.filter);
    if (filtered) this.found = reduceFeed(this.found, filtered);
  }

  /** Fetches the next page of the filtered list; `meanwhile` happens before it arrives. */
  ask(meanwhile: () => void = () => {}): boolean {
    const query = nextMissingPage(this.found);
    if (query === null) return false;
    this.found = reduceFeed(this.found, { type: 'page-requested', query });
    const page = this.bin.page({ ...query, limit: Math.min(query.limit, 4) }, this.filter, 3);
    meanwhile();
    this.found = reduceFeed(this.found, { type: 'page-received', page });
    return true;
  }

  settle(): void {
    for (let turns = 0; turns < 200; turns++) {
      if (this.found.floor > 1) this.found = reduceFeed(this.found, { type: 'older-wanted' });
      if (!this.ask()) return;
    }
    throw new Error('The search never ends.');
  }
}

describe('the filtered list', () => {
  it.each(['method:POST', '-method:POST is:pinned', 'status:5xx', 'note:x', 'size>5'])(
    'of %s has exactly the matches, whatever happens in whatever order, evaluated here or by the server',
    (text) => {
      const step = fc.record({
        does: fc.constantFrom('add', 'add', 'pin', 'answer', 'note', 'remove', 'ask', 'joined', 'silent'),
        seq: fc.integer({ min: 1, max: 14 }),
        on: fc.boolean(),
        midPage: fc.boolean(),
      });
      fc.assert(
        fc.property(fc.nat(10), fc.array(step, { maxLength: 25 }), fc.boolean(), (before, steps, asked) => {
          const bin = new Bin();
          for (let count = 0; count < before; count++) bin.add();
          const lists = new Lists(bin, read(text, asked));
          for (const { does, seq, on, midPage } of steps) {
            const happen = () => {
              const events: FeedEvent[] =
                does === 'add'
                  ? [bin.add()]
                  : does === 'pin'
                    ? bin.change(seq, { pinned: on })
                    : does === 'answer'
                      ? bin.rows.get(seq)?.reply
                        ? []
                        : bin.change(seq, { reply: { status: on ? 503 : 200, ms: 1, complete: true } })
                      : does === 'note'
                        ? bin.change(seq, { note: on ? 'x' : null })
                        : does === 'remove'
                          ? bin.remove(seq)
                          : does === 'joined'
                            ? [{ type: 'channel-joined', head: bin.head }]
                            : does === 'silent'
                              ? [{ type: 'went-offline' }]
                              : [];
              for (const event of events) lists.dispatch(event);
            };
            if (midPage) lists.ask(happen);
            else {
              happen();
              if (does === 'ask') lists.ask();
            }
          }
          lists.settle();
          const wanted = [...bin.rows.values()].filter((row) => matches(lists.filter, row));
          expect(seqsOf(lists.found)).toEqual(wanted.map(({ seq }) => seq).sort((a, b) => b - a));
          for (const row of wanted) expect(bin.rows.get(row.seq)).toMatchObject(row);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('finds a pin that was set before the channel was joined, once the whole list was fetched again', () => {
    const bin = new Bin();
    for (let count = 0; count < 5; count++) bin.add();
    const filter = parseFilter('is:pinned', 0)!;
    let all = createFeed(bin.page({ limit: 100 }));
    let found = filterLoadedRows(all, filter);
    const dispatch = (event: FeedEvent) => {
      all = reduceFeed(all, event);
      const filtered = toFilteredEvent(event, all, filter);
      if (filtered) found = reduceFeed(found, filtered);
    };
    bin.change(2, { pinned: true });
    dispatch({ type: 'channel-joined', head: 5 });
    for (let query = nextMissingPage(all); query; query = nextMissingPage(all)) {
      dispatch({ type: 'page-requested', query });
      dispatch({ type: 'page-received', page: bin.page(query) });
    }
    expect(countListed(found)).toBe(1);
    expect(rowAt(found.rows, 0)?.seq).toBe(2);
  });

  it('continues through pages without matches, reports its progress, and can be stopped', () => {
    const bin = new Bin();
    for (let count = 0; count < 30; count++) bin.add();
    const lists = new Lists(bin, read('is:pinned', true));
    lists.ask();
    lists.ask();
    expect(searchedShare(lists.found)).toBeCloseTo(0.2);
    lists.found = reduceFeed(lists.found, { type: 'search-stopped' });
    lists.found = reduceFeed(lists.found, { type: 'older-wanted' });
    expect(lists.ask()).toBe(false);
    lists.found = reduceFeed(lists.found, { type: 'search-resumed' });
    while (lists.ask());
    expect(searchedShare(lists.found)).toBe(1);
    expect(countListed(lists.found)).toBe(0);
  });

  it('stops fetching once a screenful of matches was found', () => {
    const bin = new Bin();
    for (let count = 0; count < 2000; count++) bin.add();
    const filter = read('size>5', false);
    let found = createUnloadedFeed({ head: bin.head, lastSeen: bin.head });
    const query = nextMissingPage(found)!;
    found = reduceFeed(found, { type: 'page-requested', query });
    found = reduceFeed(found, { type: 'page-received', page: bin.page(query, filter) });
    expect(countListed(found)).toBe(500);
    expect(nextMissingPage(found)).toBeNull();
  });
});
