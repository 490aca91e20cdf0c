import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';
import { queryFieldsOf } from '../target-of.ts';
import { like } from '../wildcard.ts';

/** Names and values are compared as they read once they are decoded, letter by letter. */
export const query: FilterKey = {
  name: 'query',
  example: 'query:hub.mode=subscribe',
  finds:
    'requests with this field in their query; after = with just this value, in which * stands for anything, or like this /regular expression/i',
  ofSummary: true,
  read(value) {
    const equals = value.indexOf('=');
    const name = equals < 0 ? value : value.slice(0, equals);
    if (name === '') return 'needs the name of a field, such as query:id=7';
    const wanted = equals < 0 ? '*' : value.slice(equals + 1);
    const pattern = isPattern(wanted) ? patternOf(wanted) : null;
    if (typeof pattern === 'string') return pattern;
    const matches = pattern?.matches ?? like(wanted);
    return {
      // Reading it comes first, once for all words.
      cost: { head: 10 + (pattern?.steps ?? 0), body: 0 },
      matches: ({ facts }) =>
        queryFieldsOf(facts).some((field) => field.name === name && matches(field.value ?? '')),
    };
  },
};
