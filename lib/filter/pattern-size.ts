/**
 * About how many instructions a regular expression compiles to, told from its text in linear time: compiling one that repeats a
 * lot, or names many classes of Unicode, takes a tenth of a second before it is known. A class counts as much as it takes to compile.
 */
export function patternSize(source: string): number {
  /** For each open group: the size of what came before it, of its last atom, and of the branches before. */
  const open: Level[] = [];
  let level: Level = { before: 0, atom: 0 };
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (character === '(') {
      open.push(level);
      level = { before: 0, atom: 0 };
    } else if (character === ')' && open.length > 0) {
      const size = level.before + level.atom + 2;
      level = open.pop()!;
      level = { before: level.before + level.atom, atom: size };
    } else if (character === '{') {
      const [whole, least = '', most = ''] =
        /^\{(\d{1,4})(?:,(\d{0,4}))?\}/.exec(source.slice(at, at + 12)) ?? [];
      if (whole === undefined) level = { before: level.before + level.atom, atom: 1 };
      else {
        level = { ...level, atom: level.atom * Math.max(1, Number(least), Number(most)) };
        at += whole.length - 1;
      }
    } else if (character === '[') {
      const end = endOfClass(source, at);
      const classes = source.slice(at, end).match(/\\p/gi)?.length ?? 0;
      level = { before: level.before + level.atom, atom: 1 + classes * sizeOfClass };
      at = end;
    } else if (character === '\\') {
      const isClass = /p/i.test(source[at + 1] ?? '');
      level = { before: level.before + level.atom, atom: isClass ? sizeOfClass : 1 };
      at += 1;
    } else if (!'*+?|^$'.includes(character)) {
      level = { before: level.before + level.atom, atom: 1 };
    }
  }
  return [...open, level].reduce((sum, { before, atom }) => sum + before + atom, 0);
}

type Level = { readonly before: number; readonly atom: number };

/** A class of Unicode (`\\pL`) has hundreds of ranges. */
const sizeOfClass = 60;

/** Where a class in brackets ends: at the `]` that is neither first nor escaped. */
function endOfClass(source: string, from: number): number {
  let at = from + 1;
  if (source[at] === '^') at += 1;
  for (at += 1; at < source.length && source[at] !== ']'; at++) if (source[at] === '\\') at += 1;
  return at;
}
