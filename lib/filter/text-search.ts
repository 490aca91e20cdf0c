/**
 * The longest text that is looked for with `indexOf`. V8 looks for one of 250 characters or more in time that may grow with the
 * product of both lengths (its tables know the last 250 alone); up to there in time that grows with the sum.
 */
const longestForIndexOf = 200;

/** Where a text stands next in another, at or after a place; −1 where it does not. */
export type FindNext = (text: string, from: number) => number;

/**
 * Finds a text in others. Time grows with the length of what is searched alone, whatever is looked for: the longest texts are
 * searched for as Knuth, Morris and Pratt do (SIAM J. Comput. 6, 1977).
 */
export function finderOf(wanted: string): FindNext {
  if (wanted.length <= longestForIndexOf) return (text, from) => text.indexOf(wanted, from);
  const borders = bordersOf(wanted.length, (at) => wanted.charCodeAt(at));
  return (text, from) => {
    let matched = 0;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      while (matched > 0 && wanted.charCodeAt(matched) !== code) matched = borders[matched]!;
      if (wanted.charCodeAt(matched) === code) matched++;
      if (matched === wanted.length) return at + 1 - matched;
    }
    return -1;
  };
}

/**
 * For each length of a beginning of a text, how long the longest shorter beginning is that it ends with: so much stays matched
 * when the next character does not.
 */
export function bordersOf(length: number, codeAt: (at: number) => number): Int32Array {
  const borders = new Int32Array(length + 1);
  let border = 0;
  for (let at = 1; at < length; at++) {
    while (border > 0 && codeAt(at) !== codeAt(border)) border = borders[border]!;
    if (codeAt(at) === codeAt(border)) border++;
    borders[at + 1] = border;
  }
  return borders;
}
