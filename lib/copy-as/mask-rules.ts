import { fromBytes } from '#lib/http/byte-string.ts';
import type { Redaction } from '#lib/model/redaction.ts';

/** Which values are kept back by name. Names are byte strings. */
export type MaskRules = {
  header(name: string): boolean;
  /** Whether the value of this name is, wherever it stands. */
  name(name: string): boolean;
  /**
   * Whether the value at the end of this path is: `['customer', 'card', 'number']`. Elements of an array add nothing to it.
   * No more than the last `longest` names count; `isWhole` says that there are no others.
   */
  field(path: readonly string[], isWhole: boolean): boolean;
  readonly longest: number;
};

/** So much of a name is looked at, characters: hostile ones are as long as a body. */
const longName = 500;

/**
 * The rules of a redaction. Letters of ASCII in either case are the same.
 *
 * A name is kept back wherever it stands; `card.number` wherever something ends in that; `$.id` at the top alone.
 * `items[*].token` and `items[0].token` mean what `items.token` does: every element. `user[card]`, as forms write it, is
 * `user.card`.
 */
export function maskRules({ headers, fields }: Pick<Redaction, 'headers' | 'fields'>): MaskRules {
  const names = new Set(headers.map((name) => name.toLowerCase()));
  const tops = new Set<string>();
  const ends = new Set<string>();
  for (const field of fields) {
    const path = plain(fromBytes(new TextEncoder().encode(field)));
    if (path.startsWith('$.')) tops.add(path.slice(2));
    else if (path !== '') ends.add(path);
  }
  const isEnd = (path: string) => endsOf(path).some((end) => ends.has(end));
  return {
    header: (name) => names.has(name.toLowerCase()),
    name: (name) => ends.size > 0 && isEnd(plain(name.slice(-longName))),
    field(path, isWhole) {
      if (ends.size + tops.size === 0) return false;
      const written = path.map((name) => plain(name.slice(-longName))).join('.');
      return isEnd(written) || (isWhole && tops.has(written));
    },
    longest: Math.max(1, ...[...tops, ...ends].map((path) => path.split('.').length)),
  };
}

/** `a.b.c`, `b.c`, `c`. */
function endsOf(path: string): string[] {
  const ends = [path];
  for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) ends.push(path.slice(at + 1));
  return ends;
}

/** Brackets as dots, without what only says which element. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\[(?:\*|\d*)\]/g, '')
    .replace(/\[["']?([^\]]*?)["']?\]/g, '.$1');
}
