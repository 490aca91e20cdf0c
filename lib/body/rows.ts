/**
 * A body made readable as rows, found only as far as somebody has scrolled.
 *
 * A body may be many megabytes and hold millions of lines, so a reading keeps places in the body and makes a row when
 * it is asked for. All views of a body are rows: one virtual list can show any of them.
 */
export type Rows<Row> = {
  /** How many rows have been found so far. */
  readonly count: number;
  /** True when the body holds no further row. */
  readonly done: boolean;
  /** Looks for further rows until there are `count` of them, or no more; returns how many there are now. */
  readUpTo(count: number): number;
  /** The row at `index`, counted from 0. `index` must be below `count`. */
  row(index: number): Row;
  /** The text of a row as views show it, to find something in it; absent where rows are not text. */
  textOf?(index: number): string;
  /** What `textOf` is made of, as sent: cheaper, and it holds every word and sign of it but for white space. */
  sourceOf?(index: number): string;
  /** The row, of those found, that holds this place of the text as sent, line and column from 1; null when none does yet. */
  rowAtPlace?(line: number, column: number): number | null;
};

/** Every row, in order. For short bodies, as all of the body is read; a view asks for the rows it shows. */
export function allRows<Row>(rows: Rows<Row>): Row[] {
  const count = rows.readUpTo(Number.POSITIVE_INFINITY);
  return Array.from({ length: count }, (_, index) => rows.row(index));
}
