import { pathOf } from '#lib/http/target.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';

/** The query belongs to it: `path:?id=` finds by that. */
export const path: FilterKey = {
  name: 'path',
  example: 'path:/orders',
  finds: 'requests with this in their path or query, as sent',
  ofSummary: true,
  read(value) {
    if (value === '') return 'needs a part of a path, such as path:/orders';
    const contains = containing(value);
    return { matches: ({ facts }) => contains(pathOf(facts.target, facts.prefixLength)) };
  },
};
