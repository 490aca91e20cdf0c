/** An expanded record and the number of lines below it. */
export type ExpandedRecord = { readonly record: number; readonly lines: number };

/** The record at a position, from 0; `line` is null for the record itself, else the line of the expanded record. Expects ascending records. */
export function recordAt(
  expanded: readonly ExpandedRecord[],
  place: number,
): { record: number; line: number | null } {
  let left = place;
  let passed = 0;
  for (const { record, lines } of expanded) {
    if (left <= record - passed) break;
    const inside = left - (record - passed) - 1;
    if (inside < lines) return { record, line: inside };
    left = inside - lines;
    passed = record + 1;
  }
  return { record: passed + left, line: null };
}

/** The position of a record, from 0. */
export function positionOf(expanded: readonly ExpandedRecord[], record: number): number {
  return expanded.reduce((position, other) => position + (other.record < record ? other.lines : 0), record);
}
