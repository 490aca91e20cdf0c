import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt } from '#components/inspector/capture-rows.ts';
import {
  type Feed,
  type FeedEvent,
  feedBeside,
  feedOf,
  listed,
  type PageQuery,
  reduceFeed,
  searchedShare,
} from '#components/inspector/feed.ts';
import { wantedPage } from '#components/inspector/feed-page.ts';
import { filterOf, foundFirst, throughFilter } from '#components/inspector/found-feed.ts';
import type { Filter } from '#lib/filter/index.ts';
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
  Array.from({ length: listed(feed) }, (_, index) => rowAt(feed.rows, index)!.seq);

/** A filter as the server has it; `asked`, the browser may not judge it by summaries. */
function read(text: string, asked: boolean): Filter {
  const filter = filterOf(text, 0)!;
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
    this.all = feedOf(bin.page({ limit: 5 }));
    this.found = foundFirst(this.all, filter);
  }

  tell(event: FeedEvent): void {
    this.all = reduceFeed(this.all, event);
    const meant = throughFilter(event, this.all, this.filter);
    if (meant) this.found = reduceFeed(this.found, meant);
  }

  /** Asks for the next page of what was found; `meanwhile` happens before it comes. */
  ask(meanwhile: () => void = () => {}): boolean {
    const query = wantedPage(this.found);
    if (query === null) return false;
    this.found = reduceFeed(this.found, { type: 'asked', query });
    const page = this.bin.page({ ...query, limit: Math.min(query.limit, 4) }, this.filter, 3);
    meanwhile();
    this.found = reduceFeed(this.found, { type: 'page', page });
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

describe('the list of what a filter finds', () => {
  it.each(['method:POST', '-method:POST is:pinned', 'status:5xx', 'note:x', 'size>5'])(
    'of %s is what the filter finds, whatever happens in whatever order, judged here or by the server',
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
                            ? [{ type: 'joined', head: bin.head }]
                            : does === 'silent'
                              ? [{ type: 'silent' }]
                              : [];
              for (const event of events) lists.tell(event);
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

  it('finds a pin that was set before the channel was joined, once the whole list has looked again', () => {
    const bin = new Bin();
    for (let count = 0; count < 5; count++) bin.add();
    const filter = filterOf('is:pinned', 0)!;
    let all = feedOf(bin.page({ limit: 100 }));
    let found = foundFirst(all, filter);
    const tell = (event: FeedEvent) => {
      all = reduceFeed(all, event);
      const meant = throughFilter(event, all, filter);
      if (meant) found = reduceFeed(found, meant);
    };
    bin.change(2, { pinned: true });
    tell({ type: 'joined', head: 5 });
    for (let query = wantedPage(all); query; query = wantedPage(all)) {
      tell({ type: 'asked', query });
      tell({ type: 'page', page: bin.page(query) });
    }
    expect(listed(found)).toBe(1);
    expect(rowAt(found.rows, 0)?.seq).toBe(2);
  });

  it('goes on through pages that find nothing, says how far it is, and stops when told to', () => {
    const bin = new Bin();
    for (let count = 0; count < 30; count++) bin.add();
    const lists = new Lists(bin, read('is:pinned', true));
    lists.ask();
    lists.ask();
    expect(searchedShare(lists.found)).toBeCloseTo(0.2);
    lists.found = reduceFeed(lists.found, { type: 'older-stopped' });
    lists.found = reduceFeed(lists.found, { type: 'older-wanted' });
    expect(lists.ask()).toBe(false);
    lists.found = reduceFeed(lists.found, { type: 'older-resumed' });
    while (lists.ask());
    expect(searchedShare(lists.found)).toBe(1);
    expect(listed(lists.found)).toBe(0);
  });

  it('asks for nothing more once a screen full was found', () => {
    const bin = new Bin();
    for (let count = 0; count < 2000; count++) bin.add();
    const filter = read('size>5', false);
    let found = feedBeside({ head: bin.head, watching: true });
    const query = wantedPage(found)!;
    found = reduceFeed(found, { type: 'asked', query });
    found = reduceFeed(found, { type: 'page', page: bin.page(query, filter) });
    expect(listed(found)).toBe(500);
    expect(wantedPage(found)).toBeNull();
  });
});
