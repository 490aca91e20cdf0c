import { fromBytes } from '#lib/http/byte-string.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, matching } from '../pattern.ts';
import { textOf } from '../text-of.ts';

export const body: FilterKey = {
  name: 'body',
  example: 'body:"evt_1"',
  finds: 'requests with this text in the bytes kept of their body, or like this /regular expression/i',
  read(value) {
    if (value === '') return 'needs a text, such as body:evt_1';
    if (isPattern(value)) {
      const matches = matching(value);
      if (typeof matches === 'string') return matches;
      return { needsBody: true, matches: ({ body: bytes }) => matches(textOf(bytes)) };
    }
    const contains = containing(value);
    return { needsBody: true, matches: ({ body: bytes }) => contains(fromBytes(bytes)) };
  },
};
