/** Lines that are folded away: `[first, last]`, sorted, none inside another. */
export type Fold = readonly [first: number, last: number];
export type Folds = readonly Fold[];

/** Folds a container: the lines after the one that opens it, up to and with the one that closes it. */
export function fold(folds: Folds, openLine: number, closeLine: number): Folds {
  const first = openLine + 1;
  if (folds.some(([from, to]) => from <= first && closeLine <= to)) return folds;
  const apart = folds.filter(([from, to]) => to < first || from > closeLine);
  return [...apart, [first, closeLine] as const].sort((a, b) => a[0] - b[0]);
}

/** Unfolds what is folded after a line. */
export function unfold(folds: Folds, openLine: number): Folds {
  return folds.filter(([first]) => first !== openLine + 1);
}

export function isFolded(folds: Folds, openLine: number): boolean {
  return folds.some(([first]) => first === openLine + 1);
}

/** How many of `count` lines are left. */
export function shownCount(folds: Folds, count: number): number {
  return folds.reduce(
    (left, [first, last]) => left - Math.max(0, Math.min(last, count - 1) - first + 1),
    count,
  );
}

/** Which line is shown at `place`, counted from 0 among those left. */
export function lineAt(folds: Folds, place: number): number {
  let line = place;
  for (const [first, last] of folds) {
    if (first > line) break;
    line += last - first + 1;
  }
  return line;
}

/** Where a line is shown, counted from 0; a line that is folded away where the line is that folds it. */
export function placeOfLine(folds: Folds, line: number): number {
  let place = line;
  for (const [first, last] of folds) {
    if (first > line) break;
    place -= Math.min(last, line) - first + 1;
  }
  return place;
}

/** Unfolds what hides a line. */
export function unfoldAround(folds: Folds, line: number): Folds {
  const left = folds.filter(([first, last]) => line < first || line > last);
  return left.length === folds.length ? folds : left;
}
