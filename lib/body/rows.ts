/**
 * A body as rows, which are found only as far as somebody has scrolled.
 *
 * A body may be many megabytes with millions of lines, so a reading stores positions in the body and creates rows on
 * demand. All views of a body are rows: one virtual list can show any of them.
 */
export type Rows<Row> = {
  /** How many rows have been found so far. */
  readonly count: number;
  /** Whether all rows have been found. */
  readonly done: boolean;
  /** Finds rows until there are `count` of them, or no more; returns how many there are now. */
  readUpTo(count: number): number;
  /** The row at `index`, counted from 0. `index` must be below `count`. */
  row(index: number): Row;
  /** The text of a row as shown in views, for searching; absent if rows are not text. */
  textOf?(index: number): string;
  /** The source of `textOf` as sent: cheaper, and it contains the same text except for white space. */
  sourceOf?(index: number): string;
  /** The row found so far that contains this position of the text as sent, line and column from 1; null if there is none yet. */
  rowAtPlace?(line: number, column: number): number | null;
};

/** Every row, in order. It reads the whole body, so it is for short bodies; a view requests only the rows it shows. */
export function allRows<Row>(rows: Rows<Row>): Row[] {
  const count = rows.readUpTo(Number.POSITIVE_INFINITY);
  return Array.from({ length: count }, (_, index) => rows.row(index));
}
