/** A record that is opened, and how many lines stand below it then. */
export type Stretch = { readonly record: number; readonly lines: number };

/** What is shown at a place, counted from 0: a record (`line` null), or a line of one that is opened. Stretches are in order. */
export function recordAt(
  stretches: readonly Stretch[],
  place: number,
): { record: number; line: number | null } {
  let left = place;
  let passed = 0;
  for (const { record, lines } of stretches) {
    if (left <= record - passed) break;
    const inside = left - (record - passed) - 1;
    if (inside < lines) return { record, line: inside };
    left = inside - lines;
    passed = record + 1;
  }
  return { record: passed + left, line: null };
}

/** Where a record stands. */
export function placeInside(stretches: readonly Stretch[], record: number): number {
  return stretches.reduce((place, opened) => place + (opened.record < record ? opened.lines : 0), record);
}
