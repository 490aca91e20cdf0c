/** A range of collapsed lines, `[first, last]`. `Folds` are sorted and do not overlap. */
export type Fold = readonly [first: number, last: number];
export type Folds = readonly Fold[];

/** Collapses a container: the lines after the opening one, including the closing one. */
export function fold(folds: Folds, openLine: number, closeLine: number): Folds {
  const first = openLine + 1;
  if (folds.some(([from, to]) => from <= first && closeLine <= to)) return folds;
  const apart = folds.filter(([from, to]) => to < first || from > closeLine);
  return [...apart, [first, closeLine] as const].sort((a, b) => a[0] - b[0]);
}

/** Expands the container that a line opens. */
export function unfold(folds: Folds, openLine: number): Folds {
  return folds.filter(([first]) => first !== openLine + 1);
}

/** Whether the container that a line opens is collapsed. */
export function isFolded(folds: Folds, openLine: number): boolean {
  return folds.some(([first]) => first === openLine + 1);
}

/** How many of `count` lines are visible. */
export function shownCount(folds: Folds, count: number): number {
  return folds.reduce(
    (left, [first, last]) => left - Math.max(0, Math.min(last, count - 1) - first + 1),
    count,
  );
}

/** The line at a position among the visible lines, from 0. */
export function lineAt(folds: Folds, place: number): number {
  let line = place;
  for (const [first, last] of folds) {
    if (first > line) break;
    line += last - first + 1;
  }
  return line;
}

/** The position of a line among the visible lines, from 0; for a collapsed line, that of the line that hides it. */
export function placeOfLine(folds: Folds, line: number): number {
  let place = line;
  for (const [first, last] of folds) {
    if (first > line) break;
    place -= Math.min(last, line) - first + 1;
  }
  return place;
}

/** Expands the container that hides a line. */
export function unfoldAround(folds: Folds, line: number): Folds {
  const left = folds.filter(([first, last]) => line < first || line > last);
  return left.length === folds.length ? folds : left;
}
