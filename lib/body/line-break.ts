/** How a line ended: a line feed, a carriage return and line feed, a carriage return alone, or with the text. */
export type LineBreak = '\n' | '\r\n' | '\r' | '';

/** The longest row cut from a text, in UTF-16 code units: a line of a megabyte is shown as many rows. */
export const longestRow = 4096;

/**
 * Where the row that starts at `from` ends: at the line break, else after `longestRow` code units, but never between
 * the two halves of a surrogate pair.
 */
export function rowEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestRow);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return at;
  }
  const splitsPair =
    limit < text.length && isHigh(text.charCodeAt(limit - 1)) && isLow(text.charCodeAt(limit));
  return splitsPair ? limit - 1 : limit;
}

/** The line break at `at`, empty when there is none. */
export function lineBreakAt(text: string, at: number): LineBreak {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return '\n';
  if (code !== 0x0d) return '';
  return text.charCodeAt(at + 1) === 0x0a ? '\r\n' : '\r';
}

/** Line and column of a place in a text, both counted from 1; the column in UTF-16 code units. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at);
    const breaks = code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a);
    if (!breaks) continue;
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The offset of a place in a text, or the text's end when there is no such place; the inverse of `placeOf`. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let left = line - 1; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) left--;
  }
  return Math.min(text.length, at + column - 1);
}

/** The index of the last of these ascending places that is not after `place`; 0 when all are. */
export function lastAtMost(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000;
