import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';
import { queryFieldsOf } from '../target-of.ts';
import { like } from '../wildcard.ts';

/** Names and values are compared after decoding, case-sensitively. */
export const query: FilterKey = {
  name: 'query',
  example: 'query:hub.mode=subscribe',
  finds:
    'requests with this query parameter; after = the value (* matches anything) or a /regular expression/i',
  ofSummary: true,
  read(value) {
    const equals = value.indexOf('=');
    const name = equals < 0 ? value : value.slice(0, equals);
    if (name === '') return 'Enter the name of a query parameter, such as `query:id=7`.';
    const wanted = equals < 0 ? '*' : value.slice(equals + 1);
    const pattern = isPattern(wanted) ? patternOf(wanted) : null;
    if (typeof pattern === 'string') return pattern;
    const matches = pattern?.matches ?? like(wanted);
    return {
      // Parsing the query comes first, once for all terms.
      cost: { head: 10 + (pattern?.steps ?? 0), body: 0 },
      matches: ({ facts }) =>
        queryFieldsOf(facts).some((field) => field.name === name && matches(field.value ?? '')),
    };
  },
};
