import { readable } from '#lib/http/byte-string.ts';
import { pathOf } from '#lib/http/target.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPathPattern, matching } from '../pattern.ts';
import { pathLike } from '../wildcard.ts';

/** The query belongs to it: `path:?id=` finds by that. A pattern without `?` is about the path alone. */
export const path: FilterKey = {
  name: 'path',
  example: 'path:/orders',
  finds:
    'requests with this in their path or query, as sent; with * for a part of a path and ** for any rest, the whole path: path:/orders/*/items',
  ofSummary: true,
  read(value) {
    if (value === '') return 'needs a part of a path, such as path:/orders';
    if (isPathPattern(value)) {
      const matches = matching(value);
      if (typeof matches === 'string') return matches;
      return { matches: ({ facts }) => matches(readable(pathOf(facts.target, facts.prefixLength))) };
    }
    if (value.includes('*')) {
      const isLike = pathLike(value.startsWith('/') ? value : `**${value}`);
      const ofPath = !value.includes('?');
      return {
        matches: ({ facts }) => {
          const sent = readable(pathOf(facts.target, facts.prefixLength));
          return isLike(ofPath ? sent.replace(/[?#].*$/s, '') : sent);
        },
      };
    }
    const contains = containing(value);
    return { matches: ({ facts }) => contains(pathOf(facts.target, facts.prefixLength)) };
  },
};
