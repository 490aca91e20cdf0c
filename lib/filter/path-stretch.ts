import { SegmentPattern } from './segment-pattern.ts';
import { bordersOf, finderOf } from './text-search.ts';

/** What stands between one `**` of a pattern and the next: `*` in it stands for any characters but `/`. */
export type Stretch = {
  /** Where the match ends that ends first of those that begin at or after a place; −1 for none. */
  endAfter(path: string, from: number): number;
  /** How often the path is gone through. */
  readonly passes: number;
};

export function stretchOf(pattern: string): Stretch {
  if (!pattern.includes('*')) return plain(pattern);
  return pattern.includes('/') ? acrossSegments(pattern) : inOneSegment(pattern);
}

function plain(pattern: string): Stretch {
  const find = finderOf(pattern);
  return {
    passes: 1,
    endAfter(path, from) {
      const found = find(path, from);
      return found < 0 ? -1 : found + pattern.length;
    },
  };
}

function inOneSegment(written: string): Stretch {
  const pattern = new SegmentPattern(written);
  return {
    passes: 2,
    endAfter(path, from) {
      for (let start = from; ; ) {
        const slash = path.indexOf('/', start);
        const end = pattern.endAnywhere(path.slice(start, slash < 0 ? path.length : slash));
        if (end >= 0) return start + end;
        if (slash < 0) return -1;
        start = slash + 1;
      }
    },
  };
}

/**
 * Where asterisks and slashes are mixed, the first place for a piece need not be the right one. So all places are kept side by
 * side: the path is gone through once for each piece between asterisks.
 */
function acrossSegments(written: string): Stretch {
  const pieces = written.split('*').map(pieceOf);
  return {
    passes: 4 * pieces.length,
    endAfter(path, from) {
      const codes = codesOf(path.slice(from));
      // The first piece may begin anywhere.
      let ends: Uint8Array = new Uint8Array(codes.length + 1).fill(1);
      for (const piece of pieces) ends = endsOf(piece, codes, ends);
      const first = ends.indexOf(1);
      return first < 0 ? -1 : from + first;
    },
  };
}

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

/** A text, and what its search needs (`bordersOf`). */
type Piece = { readonly codes: Uint16Array; readonly borders: Int32Array };

function pieceOf(text: string): Piece {
  const codes = codesOf(text);
  return { codes, borders: bordersOf(codes.length, (at) => codes[at]!) };
}

/**
 * The places where a piece may end: it begins where the one before ends, or further on in the same segment. All places where it
 * stands are found by the search of Knuth, Morris and Pratt.
 */
function endsOf({ codes: piece, borders }: Piece, path: Uint16Array, before: Uint8Array): Uint8Array {
  const ends = new Uint8Array(before.length);
  const { length } = piece;
  /** Whether the piece may begin at each place. */
  const open = before;
  let isOpen = 0;
  let matched = 0;
  for (let at = 0; at < ends.length; at++) {
    isOpen |= before[at]!;
    open[at] = isOpen;
    if (length === 0) ends[at] = isOpen;
    if (at === path.length) break;
    const code = path[at]!;
    if (code === slash) isOpen = 0;
    while (matched > 0 && piece[matched] !== code) matched = borders[matched]!;
    if (piece[matched] === code) matched++;
    if (matched === length && length > 0 && open[at + 1 - length] === 1) ends[at + 1] = 1;
  }
  return ends;
}

const slash = 0x2f;
