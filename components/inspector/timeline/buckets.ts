import { countOf } from '#components/ui/count-words.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { statusPart, type Timeline } from '#lib/model/timeline.ts';
import type { TimeRange } from './time-range-filter.ts';
import { timelineChart, timelineParts } from './words.ts';

/** A timeline, ready to draw. Times are milliseconds since the epoch. */
export type Bars = {
  readonly from: number;
  readonly bucketMs: number;
  readonly by: Timeline['by'];
  /** From the bottom up. */
  readonly parts: readonly {
    readonly name: string;
    readonly counts: readonly number[];
    readonly sum: number;
  }[];
  /** How many requests each bucket has. */
  readonly totals: readonly number[];
};

/** From the bottom up: errors come first, since heights compare best there. */
const order = ['5xx', '4xx', '3xx', 'none', '1xx', '2xx'];

/** The counts of the server plus the captures received since; buckets continue to `now`. */
export function barsOf(timeline: Timeline, arrivals: Iterable<CaptureSummary>, now: number): Bars {
  const from = Date.parse(timeline.from);
  const { bucketMs, by } = timeline;
  const counted = timeline.series[0]?.counts.length ?? 0;
  const atNow = Math.floor((now - from) / bucketMs) + 1;
  const length = Math.max(counted, Math.round((Date.parse(timeline.to) - from) / bucketMs), atNow, 1);
  const parts = new Map<string, number[]>();
  const partOf = (name: string) => {
    const part = parts.get(name) ?? new Array<number>(length).fill(0);
    parts.set(name, part);
    return part;
  };
  for (const { name, counts } of timeline.series) {
    const part = partOf(name);
    for (const [bucket, count] of counts.entries()) part[bucket] = count;
  }
  for (const row of arrivals) {
    const bucket = Math.floor((row.receivedAtMicros / 1000 - from) / bucketMs);
    if (bucket < 0 || bucket >= length) continue;
    partOf(by === 'method' ? row.method : statusPart(row.reply?.status ?? null))[bucket]! += 1;
  }
  const sorted = [...parts].map(([name, counts]) => ({ name, counts, sum: sumOf(counts) }));
  sorted.sort((a, b) =>
    by === 'status'
      ? order.indexOf(a.name) - order.indexOf(b.name)
      : b.sum - a.sum || (a.name < b.name ? -1 : 1),
  );
  const totals = Array.from({ length }, (_, bucket) => sumOf(sorted.map(({ counts }) => counts[bucket]!)));
  return { from, bucketMs, by, parts: sorted, totals };
}

/** Adds the counts of the next part of a timeline. */
export function withPiece(before: Timeline | null, piece: Timeline): Timeline {
  if (!before) return piece;
  const names = new Set([...before.series, ...piece.series].map(({ name }) => name));
  const countsOf = ({ series }: Timeline, name: string) =>
    series.find((part) => part.name === name)?.counts ?? [];
  return {
    ...before,
    next: piece.next,
    series: [...names].map((name) => {
      const [one, other] = [countsOf(before, name), countsOf(piece, name)];
      const length = Math.max(one.length, other.length);
      return { name, counts: Array.from({ length }, (_, at) => (one[at] ?? 0) + (other[at] ?? 0)) };
    }),
  };
}

export function timeRangeOf(bars: Bars, first: number, last: number): TimeRange {
  const [low, high] = first < last ? [first, last] : [last, first];
  return { from: bars.from + low * bars.bucketMs, to: bars.from + (high + 1) * bars.bucketMs };
}

/** How far into the timeline a time is, from 0 (its beginning or earlier) to 1 (its end or later). The time may be infinite. */
export function shareAt(bars: Bars, time: number): number {
  return Math.min(1, Math.max(0, (time - bars.from) / (bars.bucketMs * bars.totals.length)));
}

/** The timeline as a sentence, for screen readers. `clock` formats a time. */
export function describeBars(bars: Bars, clock: (moment: number) => string): string {
  const all = sumOf(bars.totals);
  if (all === 0) return timelineChart.empty;
  const most = Math.max(...bars.totals);
  const at = bars.totals.indexOf(most);
  const end = bars.from + bars.totals.length * bars.bucketMs;
  const parts = bars.parts
    .filter(({ sum }) => sum > 0)
    .map(({ name, sum }) => `${partName(name)} ${sum}`)
    .join(', ');
  const peak = clock(bars.from + at * bars.bucketMs);
  return timelineChart.summary(countOf(all, 'request'), clock(bars.from), clock(end), parts, peak, most);
}

/** The counts of a bucket: `12 requests, 5xx 3`. */
export function describeBucket(bars: Bars, bucket: number): string {
  const parts = bars.parts.filter(({ counts }) => counts[bucket]! > 0);
  const words = parts.map(({ name, counts }) => `${partName(name)} ${counts[bucket]}`);
  return [countOf(bars.totals[bucket] ?? 0, 'request'), ...(parts.length > 0 ? words : [])].join(', ');
}

export function partName(name: string): string {
  return name === 'none' ? timelineParts.none : name;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
