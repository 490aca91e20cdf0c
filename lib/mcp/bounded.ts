/** How much of a value is shown: characters of one string, elements of one array or members of one object, and characters in total. */
export type Bounds = { readonly string: number; readonly items: number; readonly total: number };

/** Enough for the headers of nearly all requests. */
export const usualBounds: Bounds = { string: 2000, items: 200, total: 24_000 };

/** A JSON value that is not longer than its bounds. What is left out is named where it was: `… (12,345 more characters)`. */
export function bounded(value: unknown, bounds: Bounds): unknown {
  const { string, items, total } = bounds;
  let room = total;

  function take(length: number): void {
    room -= length;
  }

  function shorten(text: string): string {
    const most = Math.max(0, Math.min(string, room));
    take(Math.min(text.length, most) + 2);
    if (text.length <= most) return text;
    // Not in the middle of a surrogate pair.
    const end = most > 0 && isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most;
    return `${text.slice(0, end)}… (${numberWords(text.length - end)} more characters)`;
  }

  function visit(part: unknown): unknown {
    if (typeof part === 'string') return shorten(part);
    if (Array.isArray(part)) {
      const shown: unknown[] = [];
      for (const item of part) {
        if (shown.length === items || room <= 0) {
          shown.push(`… (${numberWords(part.length - shown.length)} more)`);
          break;
        }
        shown.push(visit(item));
      }
      return shown;
    }
    if (typeof part !== 'object' || part === null) {
      take(8);
      return part;
    }
    const entries = Object.entries(part).filter(([, member]) => member !== undefined);
    const shown: [string, unknown][] = [];
    for (const [name, member] of entries) {
      if (shown.length === items || room <= 0) {
        shown.push(['…', `(${numberWords(entries.length - shown.length)} more)`]);
        break;
      }
      take(name.length + 4);
      shown.push([name, visit(member)]);
    }
    return Object.fromEntries(shown);
  }

  return visit(value);
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xdc00;

const numberWords = (count: number) => count.toLocaleString('en');
