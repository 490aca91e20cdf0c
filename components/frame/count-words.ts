const format = new Intl.NumberFormat('en');

/** A count with its thousands apart: `1,284`. */
export function countWords(count: number): string {
  return format.format(count);
}

/** A count with its noun: `1 request`, `1,284 requests`. */
export function countOf(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}
