import { pathOf } from '#lib/http/target.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { pathPattern } from '../path-pattern.ts';
import { isPathPattern, patternOf } from '../pattern.ts';
import { readablePath } from '../target-of.ts';

/** Includes the query: `path:?id=`. A pattern without `?` is compared with the path alone. */
export const path: FilterKey = {
  name: 'path',
  example: 'path:/orders',
  finds:
    'requests whose path or query contains this, as sent; with wildcards the whole path must match: * matches within a segment, ** across segments, as in path:/orders/*/items',
  ofSummary: true,
  read(value) {
    if (value === '') return 'Enter a path or part of one, such as `path:/orders`.';
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
