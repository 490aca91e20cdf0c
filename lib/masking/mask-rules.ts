import { fromBytes } from '#lib/http/byte-string.ts';
import type { Redaction } from '#lib/model/masking.ts';

/** Decides by name which values are masked. Names are byte strings. */
export type MaskRules = {
  header(name: string): boolean;
  /** Whether values with this name are masked, at any depth. */
  name(name: string): boolean;
  /**
   * Whether the value at this path is masked: `['customer', 'card', 'number']`. Array elements add nothing to the path.
   * Only the last `longest` names are compared; `isWhole` says that there are no others.
   */
  field(path: readonly string[], isWhole: boolean): boolean;
  readonly longest: number;
};

/** Characters of a name that are compared: hostile names may be as long as a body. */
const longName = 500;

/**
 * The rules of a link's `redaction`. Names are compared case-insensitively (ASCII).
 *
 * A name is masked at any depth; `card.number` where a path ends in it; `$.id` at the top level only. `items[*].token` and
 * `items[0].token` are the same as `items.token`: every element. `user[card]`, as in forms, is `user.card`.
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

/** Brackets written as dots, without array indexes. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\[(?:\*|\d*)\]/g, '')
    .replace(/\[["']?([^\]]*?)["']?\]/g, '.$1');
}
