import { stretchOf } from './path-stretch.ts';
import { SegmentPattern } from './segment-pattern.ts';

/** A test of whole paths, and how many steps it takes for each of their characters. */
export type PathPattern = { readonly matches: (path: string) => boolean; readonly steps: number };

/** Between two `**` the path is gone through once for each of these. */
const mostBetween = 5;

/**
 * Reads a pattern for a whole path, ASCII letters in either case: `*` stands for any characters of one segment, `**` for any at
 * all. A sentence where it has too many `*` with `/` between two `**`. Time grows with the length of the path alone.
 *
 * What stands between two `**` is taken where it can end first, which leaves the most for the rest. What begins and what ends
 * the pattern stands at a known place, so there is nothing to look for.
 */
export function pathPattern(written: string): PathPattern | string {
  const [first = '', ...rest] = written.toLowerCase().split(/\*{2,}/);
  const last = rest.pop();
  const mixed =
    rest
      .filter((between) => between.includes('/'))
      .join('')
      .split('*').length - 1;
  if (mixed > mostBetween)
    return `A path pattern may have up to ${mostBetween} \`*\` between one \`**\` and the next. This one has ${mixed}.`;
  if (last === undefined) return { matches: wholePath(first), steps: 4 };
  const [begin, between, isEnd] = [beginning(first), rest.map(stretchOf), ending(last)];
  return {
    steps: 4 + between.reduce((sum, { passes }) => sum + passes, 0),
    matches(sent) {
      const path = sent.toLowerCase();
      let at = begin(path);
      for (const { endAfter } of between) at = at < 0 ? at : endAfter(path, at);
      return at >= 0 && isEnd(path, at);
    },
  };
}

const segmentsOf = (pattern: string) => pattern.split('/').map((segment) => new SegmentPattern(segment));

function wholePath(pattern: string): (path: string) => boolean {
  const wanted = segmentsOf(pattern);
  return (sent) => {
    const segments = sent.toLowerCase().split('/');
    return segments.length === wanted.length && wanted.every((one, index) => one.isWhole(segments[index]!));
  };
}

/** Where the shortest beginning ends that is like the pattern; −1 for none. */
function beginning(pattern: string): (path: string) => number {
  const wanted = segmentsOf(pattern);
  const last = wanted.pop()!;
  return (path) => {
    let start = 0;
    for (const segment of wanted) {
      const slash = path.indexOf('/', start);
      if (slash < 0 || !segment.isWhole(path.slice(start, slash))) return -1;
      start = slash + 1;
    }
    const slash = path.indexOf('/', start);
    const end = last.endAtStart(path.slice(start, slash < 0 ? path.length : slash));
    return end < 0 ? -1 : start + end;
  };
}

/** Whether an end of the path that begins at or after a place is like the pattern. */
function ending(pattern: string): (path: string, from: number) => boolean {
  const wanted = segmentsOf(pattern).reverse();
  const first = wanted.pop()!;
  return (path, from) => {
    let end = path.length;
    for (const segment of wanted) {
      const slash = lastSlash(path, end);
      if (slash < from || !segment.isWhole(path.slice(slash + 1, end))) return false;
      end = slash;
    }
    return first.isTail(path.slice(Math.max(from, lastSlash(path, end) + 1), end));
  };
}

/** The last slash before a place; −1 for none. */
function lastSlash(path: string, end: number): number {
  return end === 0 ? -1 : path.lastIndexOf('/', end - 1);
}
