import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countListed, createFeed } from '#components/inspector/feed/feed.ts';
import {
  groupIdentical,
  groupOf,
  groupRows,
  isIdentical,
} from '#components/inspector/feed/identical-requests.ts';
import { createLister, type Listing, standsFor } from '#components/inspector/feed/listing.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { summary } from './summary.ts';

/** Requests with few differences, the oldest first: many follow others that are identical. */
const requests = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 300 }), what: fc.nat(2), body: fc.nat(1) }), {
    maxLength: 40,
  })
  .map((made) => {
    let seq = 0;
    return made.map(({ gap, what, body }): CaptureSummary => {
      seq += gap;
      const row = summary(seq);
      return { ...row, target: `/${what}`, body: { ...row.body, sha256: `${body}` } };
    });
  });
const order = fc.constantFrom('newest' as const, 'oldest' as const);

function feedOf(rows: readonly CaptureSummary[]) {
  const captures = [...rows].reverse();
  return createFeed({ captures, head: captures[0]?.seq ?? 0, total: captures.length, next: null });
}

const linesOf = (listing: Listing) => Array.from({ length: listing.count }, (_, place) => listing.at(place)!);

describe('groups of identical requests', () => {
  it('are the same list again when they are flat, in the same order, and as long as can be', () => {
    fc.assert(
      fc.property(requests, (rows) => {
        const groups = groupIdentical(rows);
        expect(groups.flat()).toEqual(rows);
        const { rows: stored } = feedOf(rows);
        // Twice, since what was found is kept.
        for (const _ of 'ab') expect(groupRows(stored, 0)).toEqual(groups);
        const from = rows[Math.floor(rows.length / 2)]?.seq ?? 1;
        expect(groupRows(stored, from)).toEqual(groupIdentical(rows.filter(({ seq }) => seq >= from)));
        for (const [index, group] of groups.entries()) {
          for (const row of group) expect(isIdentical(row, group[0]!)).toBe(true);
          const before = groups[index - 1];
          if (before) expect(isIdentical(before.at(-1)!, group[0]!)).toBe(false);
          for (const row of group) expect(groupOf(feedOf(rows).rows, row)).toEqual(group);
        }
      }),
    );
  });

  it('tell requests apart by method, target, body, provider and event', () => {
    const one = summary(1);
    const provider = { id: 'github', event: 'push', deliveryId: '1' };
    expect(isIdentical(one, { ...summary(2), receivedAt: 'later' })).toBe(true);
    const github = { ...one, provider };
    expect(isIdentical(github, { ...github, provider: { ...provider, deliveryId: '2' } })).toBe(true);
    for (const other of [
      { ...one, method: 'PUT' },
      { ...one, target: `${one.target}?a=1` },
      { ...one, body: { ...one.body, sha256: 'other' } },
      github,
    ])
      expect(isIdentical(one, other)).toBe(false);
    expect(isIdentical(github, { ...github, provider: { ...provider, event: 'ping' } })).toBe(false);
  });

  it('are lines of the list, open or closed, that show every request once and where it is', () => {
    fc.assert(
      fc.property(requests, order, fc.infiniteStream(fc.boolean()), (rows, wanted, isOpen) => {
        const feed = feedOf(rows);
        const groups = groupIdentical(rows);
        const opened = groups.filter((group) => group.length > 1 && isOpen.next().value);
        const open = new Set(opened.map((group) => group[Math.floor(group.length / 2)]!.seq));
        const listing = createLister(wanted, open)(feed);
        const lines = linesOf(listing);
        const sorted = wanted === 'newest' ? rows.toReversed() : rows;
        const shown = lines.flatMap(({ stands }) => (wanted === 'newest' ? stands.toReversed() : stands));
        expect(shown).toEqual(sorted);
        const additional = opened.reduce((sum, group) => sum + group.length - 1, 0);
        expect(listing.count).toBe(groups.length + additional);
        for (const [place, line] of lines.entries()) {
          for (const { seq } of line.stands) {
            expect(listing.placeOf(seq)).toBe(place);
            expect(standsFor(line, seq)).toBe(true);
          }
          expect(line.row).toBe(line.stands.at(-1));
          expect(standsFor(line, null)).toBe(false);
        }
        expect(lines.filter(({ group }) => group).map(({ group }) => group!.length)).toEqual(
          (wanted === 'newest' ? groups.toReversed() : groups)
            .map(({ length }) => length)
            .filter((count) => count > 1),
        );
      }),
    );
  });

  it('are left out where nobody wants them: then each request is a line', () => {
    fc.assert(
      fc.property(requests, order, (rows, wanted) => {
        const feed = feedOf(rows);
        const listing = createLister(wanted, null)(feed);
        expect(listing.count).toBe(countListed(feed));
        expect(linesOf(listing).map(({ row }) => row)).toEqual(
          wanted === 'newest' ? rows.toReversed() : rows,
        );
        expect(linesOf(listing).every(({ group, isMember }) => group === null && !isMember)).toBe(true);
      }),
    );
  });

  it('are made once for the same rows', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => summary(index + 1));
    const lister = createLister('newest', new Set());
    const feed = feedOf(rows);
    expect(lister(feed).count).toBe(1);
    expect(lister({ ...feed, total: 1 })).toBe(lister(feed));
  });
});
