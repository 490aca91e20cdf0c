import { pathOf } from '#lib/http/target.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { pathPattern } from '../path-pattern.ts';
import { isPathPattern, patternOf } from '../pattern.ts';
import { readablePath } from '../target-of.ts';

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
      const pattern = patternOf(value);
      if (typeof pattern === 'string') return pattern;
      const { matches, steps } = pattern;
      return { cost: { head: steps, body: 0 }, matches: ({ facts }) => matches(readablePath(facts)) };
    }
    if (value.includes('*')) {
      const pattern = pathPattern(value.startsWith('/') ? value : `**${value}`);
      if (typeof pattern === 'string') return pattern;
      const { matches, steps } = pattern;
      const ofPath = !value.includes('?');
      return {
        cost: { head: steps, body: 0 },
        matches: ({ facts }) => {
          const sent = readablePath(facts);
          return matches(ofPath ? sent.replace(/[?#].*$/s, '') : sent);
        },
      };
    }
    const { inByteString } = containing(value);
    return {
      cost: { head: 2, body: 0 },
      matches: ({ facts }) => inByteString(pathOf(facts.target, facts.prefixLength)),
    };
  },
};
