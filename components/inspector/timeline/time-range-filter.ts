import { moment } from '#lib/filter/moment.ts';
import { printFilter, type Word, withInstead, wordOf } from '#lib/filter/print.ts';
import { tokens } from '#lib/filter/tokens.ts';

/** A time range: from `from` to before `to`, milliseconds since the epoch. */
export type TimeRange = { readonly from: number; readonly to: number };

/** The filter with this time range instead of any other; null removes it. */
export function withTimeRange(text: string, range: TimeRange | null): string {
  const words: Word[] = range
    ? [
        wordOf('after', new Date(range.from).toISOString()),
        wordOf('before', new Date(range.to).toISOString()),
      ]
    : [];
  return withInstead(text, ['after', 'before'], words);
}

/** The time range of a filter; open ends are infinite. Null when it has none. */
export function timeRangeIn(text: string, now: number): TimeRange | null {
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

/** The filter without its time range. */
export function withoutTimeRange(text: string): string {
  return printFilter(tokens(withTimeRange(text, null)));
}
