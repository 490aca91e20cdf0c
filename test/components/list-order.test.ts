import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countListed, createFeed } from '#components/inspector/feed/feed.ts';
import { placeOf, rowAtPlace } from '#components/inspector/feed/list-order.ts';
import { summary } from './summary.ts';

const anySeq = fc.integer({ min: 1, max: 900 });
const seqs = fc.uniqueArray(anySeq, { minLength: 1, maxLength: 60 });

it('a place of the list and the request there lead to each other, in either order', () => {
  fc.assert(
    fc.property(seqs, anySeq, fc.constantFrom('newest', 'oldest'), (present, wanted, order) => {
      const sorted = present.toSorted((a, b) => (order === 'newest' ? b - a : a - b));
      const captures = present.toSorted((a, b) => b - a).map((seq) => summary(seq));
      const head = captures[0]!.seq;
      const feed = createFeed({ captures, head, total: captures.length, next: null });
      expect(countListed(feed)).toBe(sorted.length);
      for (const [place, seq] of sorted.entries()) {
        expect(rowAtPlace(feed, order, place)?.seq).toBe(seq);
        expect(placeOf(feed, order, seq)).toBe(place);
      }
      expect(rowAtPlace(feed, order, -1)).toBeUndefined();
      expect(rowAtPlace(feed, order, sorted.length)).toBeUndefined();
      // One that is not there would be between those that are.
      const before = sorted.filter((seq) => (order === 'newest' ? seq > wanted : seq < wanted)).length;
      expect(placeOf(feed, order, wanted)).toBe(before);
    }),
  );
});
