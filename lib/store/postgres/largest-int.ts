/** The largest number of an `int` column: 2 GiB as bytes, and almost 36 minutes as microseconds. */
const largestInt = 2 ** 31 - 1;

/** A number as an `int` column keeps it: larger ones count as the largest. SQLite has no such limit. */
export function storableInt(value: number): number {
  return Math.min(value, largestInt);
}
