import { countOf } from '#components/frame/count-words.ts';
import { moment } from '#lib/filter/moment.ts';
import { printFilter, type Word, withInstead, wordOf } from '#lib/filter/print.ts';
import { tokens } from '#lib/filter/tokens.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { statusPart, type Timeline } from '#lib/model/timeline.ts';

/** A timeline as it is drawn. Times are milliseconds since the epoch. */
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

/** A stretch of time: from `from` up to and without `to`. */
export type Stretch = { readonly from: number; readonly to: number };

/** What went wrong stands at the bottom, where heights compare best. */
const order = ['5xx', '4xx', '3xx', 'none', '1xx', '2xx'];

/** What the server counted, and what has arrived since: buckets go on to `now`. */
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

/** The counts of a piece of a timeline with those of the pieces before it. */
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

export function stretchOf(bars: Bars, first: number, last: number): Stretch {
  const [low, high] = first < last ? [first, last] : [last, first];
  return { from: bars.from + low * bars.bucketMs, to: bars.from + (high + 1) * bars.bucketMs };
}

/** The filter about a stretch of time and nothing else in time; without a stretch, about no time. */
export function withStretch(text: string, stretch: Stretch | null): string {
  const words: Word[] = stretch
    ? [
        wordOf('after', new Date(stretch.from).toISOString()),
        wordOf('before', new Date(stretch.to).toISOString()),
      ]
    : [];
  return withInstead(text, ['after', 'before'], words);
}

/** The stretch of time a filter asks for; open ends are far away. Null when it asks for none. */
export function stretchIn(text: string, now: number): Stretch | null {
  const times = (key: string) =>
    tokens(text)
      .filter((word) => word.key === key && !word.negated)
      .map(({ value }) => moment(value, now))
      .filter((time) => time !== null)
      .map((time) => time / 1000);
  const [after, before] = [times('after'), times('before')];
  if (after.length === 0 && before.length === 0) return null;
  return {
    from: Math.max(...after, Number.NEGATIVE_INFINITY),
    to: Math.min(...before, Number.POSITIVE_INFINITY),
  };
}

/** The timeline in a sentence, for those who do not see it. `clock` says a moment. */
export function barsInWords(bars: Bars, clock: (moment: number) => string): string {
  const all = sumOf(bars.totals);
  if (all === 0) return 'No requests in this time.';
  const most = Math.max(...bars.totals);
  const at = bars.totals.indexOf(most);
  const end = bars.from + bars.totals.length * bars.bucketMs;
  const parts = bars.parts
    .filter(({ sum }) => sum > 0)
    .map(({ name, sum }) => `${partWords(name)} ${sum}`)
    .join(', ');
  return (
    `${countOf(all, 'request')} from ${clock(bars.from)} to ${clock(end)}: ${parts}. ` +
    `Most at ${clock(bars.from + at * bars.bucketMs)}: ${most}.`
  );
}

/** What happened in a bucket: `12 requests, 5xx 3`. */
export function bucketInWords(bars: Bars, bucket: number): string {
  const parts = bars.parts.filter(({ counts }) => counts[bucket]! > 0);
  const words = parts.map(({ name, counts }) => `${partWords(name)} ${counts[bucket]}`);
  return [countOf(bars.totals[bucket] ?? 0, 'request'), ...(parts.length > 0 ? words : [])].join(', ');
}

export function partWords(name: string): string {
  return name === 'none' ? 'not answered' : name;
}

/** The filter without what it says of time. */
export function timeless(text: string): string {
  return printFilter(tokens(withStretch(text, null)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
