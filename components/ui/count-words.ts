import { countWords } from '#lib/body/size.ts';

export { countWords };

/** A count with its noun: `1 request`, `1,284 requests`. */
export function countOf(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}
