/**
 * A set of seqs as ranges: sorted, not adjacent, both ends included. The known seqs of a bin are nearly always one range,
 * so the list stays short however many captures there are.
 */
export type SeqRange = readonly [from: number, to: number];
export type SeqRanges = readonly SeqRange[];

/** Adds the seqs from `from` to `to`; returns the same set if it has them already, or if `to` is below `from`. */
export function withRange(ranges: SeqRanges, from: number, to: number): SeqRanges {
  if (to < from || ranges.some(([low, high]) => low <= from && to <= high)) return ranges;
  const before = ranges.filter(([, high]) => high < from - 1);
  const after = ranges.filter(([low]) => low > to + 1);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const low = Math.min(from, touching[0]?.[0] ?? from);
  const high = Math.max(to, touching.at(-1)?.[1] ?? to);
  return [...before, [low, high], ...after];
}

/** Removes the seqs from `from` to `to`; returns the same set if it has none of them. */
export function withoutRange(ranges: SeqRanges, from: number, to: number): SeqRanges {
  if (to < from || !ranges.some(([low, high]) => low <= to && from <= high)) return ranges;
  return ranges.flatMap(([low, high]): SeqRange[] => {
    if (high < from || low > to) return [[low, high]];
    const left: SeqRange[] = low < from ? [[low, from - 1]] : [];
    const right: SeqRange[] = high > to ? [[to + 1, high]] : [];
    return [...left, ...right];
  });
}

export function hasSeq(ranges: SeqRanges, seq: number): boolean {
  return ranges.some(([low, high]) => low <= seq && seq <= high);
}

/** The highest run of seqs between `from` and `to` that are not in the set; null when all of them are. */
export function highestGap(ranges: SeqRanges, from: number, to: number): SeqRange | null {
  let high = to;
  for (const [low, top] of ranges.toReversed()) {
    if (high < from) return null;
    if (top < high) return [Math.max(from, top + 1), high];
    if (low <= high) high = low - 1;
  }
  return high < from ? null : [from, high];
}

/** The highest range of the set that overlaps `from` to `to`, cut to them; null when none does. */
export function highestRange(ranges: SeqRanges, from: number, to: number): SeqRange | null {
  const range = ranges.findLast(([low, high]) => low <= to && from <= high);
  return range ? [Math.max(from, range[0]), Math.min(to, range[1])] : null;
}
