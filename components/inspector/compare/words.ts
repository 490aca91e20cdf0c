import { countOf, countWords } from '#components/ui/count-words.ts';

/** The dialog that compares two requests. */

export const compareDialog = {
  title: (seq: number | string) => `Compare request ${seq}`,
  with: 'Compare with',
  similar: 'last similar',
  ignore: 'Ignore IDs, times and signatures',
  noSimilar: 'No earlier request of the same kind was found. Compared with the previous request.',
  none: 'There is no earlier request to compare with.',
  noneAbout: 'This is the oldest request in the bin. Send another request and compare that one.',
  cancelled: 'The comparison was cancelled.',
  compare: 'Compare',
  comparing: 'Comparing',
  cancel: 'Cancel',
};

export const differences = {
  line: 'Request line',
  query: 'Query',
  headers: 'Headers',
  body: 'Body',
  none: 'No differences.',
  noneAbout: (seq: number) =>
    `Method, path, headers and body are the same as in request ${seq}, byte for byte.`,
  count: (changes: number) => countOf(changes, 'change'),
  ignored: (changes: number) => `${countWords(changes)} ignored`,
  showIgnored: (changes: number) => countOf(changes, 'ignored change'),
  more: 'There are more changes than are listed here.',
  sameBody: 'Identical, byte for byte.',
  sameData: 'The same data in different bytes: whitespace, member order or escapes differ.',
  bytes: (offset: number, [before, after]: readonly [number, number]) =>
    `The bytes differ from offset ${offset}. Size: ${countOf(before, 'byte')} before, ${countWords(after)} now.`,
};

export const changeWords = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  empty: 'empty',
  /** Beside Content-Length. */
  ofBody: 'The length of the body.',
};

export const lineRuns = {
  unfold: (lines: number) => `Show ${countOf(lines, 'unchanged line')}`,
  notShown: (lines: number) =>
    lines === 1 ? '1 more line is not shown.' : `${countWords(lines)} more lines are not shown.`,
};
