import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barsOf,
  describeBars,
  describeBucket,
  shareAt,
  timeRangeOf,
  withPiece,
} from '#components/inspector/timeline/buckets.ts';
import {
  timeRangeIn,
  withoutTimeRange,
  withTimeRange,
} from '#components/inspector/timeline/time-range-filter.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import type { Timeline } from '#lib/model/timeline.ts';
import { summary } from './summary.ts';

const from = Date.parse('2026-11-24T08:00:00Z');
const timeline = (series: Timeline['series'], more: Partial<Timeline> = {}): Timeline => ({
  from: '2026-11-24T08:00:00.000Z',
  to: '2026-11-24T08:04:00.000Z',
  bucketMs: 60_000,
  by: 'status',
  series,
  head: 10,
  next: null,
  ...more,
});
const at = (seconds: number, status: number | null = 200, method = 'POST') =>
  summary(11, {
    method,
    receivedAtMicros: (from + seconds * 1000) * 1000,
    reply: status === null ? null : { status, ms: 1, complete: true },
  });
const clock = (moment: number) => new Date(moment).toISOString().slice(11, 16);

describe('the bars of a timeline', () => {
  it('are what the server counted and what has arrived since, failures at the bottom', () => {
    const counted = timeline([
      { name: '2xx', counts: [5, 0, 0, 1] },
      { name: '5xx', counts: [0, 2, 0, 0] },
    ]);
    const bars = barsOf(counted, [at(185), at(190, 503), at(61, null), at(-1), at(9999)], from + 200_000);
    expect(bars.totals).toEqual([5, 3, 0, 3]);
    expect(bars.parts.map(({ name, sum }) => [name, sum])).toEqual([
      ['5xx', 3],
      ['none', 1],
      ['2xx', 7],
    ]);
    expect(describeBucket(bars, 3)).toBe('3 requests, 5xx 1, 2xx 2');
    expect(describeBucket(bars, 2)).toBe('0 requests');
  });

  it('go on as time does', () => {
    const bars = barsOf(timeline([{ name: '2xx', counts: [1, 0, 0, 0] }]), [at(400)], from + 420_000);
    expect(bars.totals).toEqual([1, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('are divided by method, the most used first', () => {
    const counted = timeline([{ name: 'GET', counts: [1, 0, 0, 0] }], { by: 'method' });
    const bars = barsOf(counted, [at(1), at(2), at(3, 200, 'PUT')], from);
    expect(bars.parts.map(({ name, sum }) => [name, sum])).toEqual([
      ['POST', 2],
      ['GET', 1],
      ['PUT', 1],
    ]);
  });

  it('are a sentence for those who listen', () => {
    const bars = barsOf(timeline([{ name: '2xx', counts: [1, 4, 0, 0] }]), [], from);
    expect(describeBars(bars, clock)).toBe('5 requests from 08:00 to 08:04: 2xx 5. Most at 08:01: 4.');
    expect(describeBars(barsOf(timeline([]), [], from), clock)).toBe('No requests in this time range.');
  });

  it('come together from the pieces a long search is counted in', () => {
    const piece = (counts: number[], next: number | null) => timeline([{ name: '2xx', counts }], { next });
    const whole = withPiece(
      withPiece(null, piece([0, 0, 1, 2], 50)),
      timeline([{ name: '4xx', counts: [3, 0, 0, 0] }]),
    );
    expect(whole.next).toBeNull();
    expect(barsOf(whole, [], from).totals).toEqual([3, 0, 1, 2]);
  });
});

describe('a stretch of time that is brushed', () => {
  const bars = barsOf(timeline([{ name: '2xx', counts: [1, 4, 0, 2] }]), [], from);

  it('is the same whichever end it began at, and is at least a bucket', () => {
    expect(timeRangeOf(bars, 1, 2)).toEqual({ from: from + 60_000, to: from + 180_000 });
    expect(timeRangeOf(bars, 2, 1)).toEqual(timeRangeOf(bars, 1, 2));
    expect(timeRangeOf(bars, 0, 0)).toEqual({ from, to: from + 60_000 });
  });

  it('is drawn from end to end where it has no end, in a chart without width too', () => {
    const times = [Number.NEGATIVE_INFINITY, from, from + 60_000, from + 240_000, Number.POSITIVE_INFINITY];
    expect(times.map((time) => shareAt(bars, time))).toEqual([0, 0, 0.25, 1, 1]);
    expect(times.map((time) => shareAt(bars, time) * 0)).toEqual([0, 0, 0, 0, 0]);
  });

  it('becomes words of the filter that say exactly it, in place of what was said of time before', () => {
    const text = withTimeRange('method:POST after:1h -before:2h', timeRangeOf(bars, 1, 1));
    expect(text).toBe(
      'method:POST -before:2h after:2026-11-24T08:01:00.000Z before:2026-11-24T08:02:00.000Z',
    );
    expect(readFilter(text, from).faults).toEqual([]);
    expect(timeRangeIn(text, from)).toEqual(timeRangeOf(bars, 1, 1));
    expect(withoutTimeRange(text)).toBe('method:POST -before:2h');
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (start, length) => {
        const stretch = { from: from + start, to: from + start + length };
        expect(timeRangeIn(withTimeRange('a', stretch), 0)).toEqual(stretch);
      }),
    );
  });

  it('is none where the filter says nothing of time, open where it says one end', () => {
    expect(timeRangeIn('method:POST', from)).toBeNull();
    expect(timeRangeIn('after:10m', from)).toEqual({ from: from - 600_000, to: Number.POSITIVE_INFINITY });
  });
});
