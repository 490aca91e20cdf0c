/** The end of a line: a line feed, a carriage return and line feed, a carriage return, or the end of the text. */
export type LineBreak = '\n' | '\r\n' | '\r' | '';

/** The longest row of a text, in UTF-16 code units: a line of a megabyte is shown as many rows. */
export const longestRow = 4096;

/**
 * The end of the row that starts at `from`: at the line break, else after `longestRow` code units, but never within a
 * surrogate pair.
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

/** The line break at `at`; empty if there is none. */
export function lineBreakAt(text: string, at: number): LineBreak {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return '\n';
  if (code !== 0x0d) return '';
  return text.charCodeAt(at + 1) === 0x0a ? '\r\n' : '\r';
}

/** The line and column of an offset, both from 1; the column in UTF-16 code units. */
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

/** The offset of a line and column, or the end of the text if they do not exist; the inverse of `placeOf`. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let left = line - 1; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) left--;
  }
  return Math.min(text.length, at + column - 1);
}

/** The index of the last of these ascending numbers that is at most `place`; 0 if all are greater. */
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
