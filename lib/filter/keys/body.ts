import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';
import { textOf } from '../text-of.ts';

export const body: FilterKey = {
  name: 'body',
  example: 'body:"evt_1"',
  finds: 'requests whose stored body contains this text or matches this /regular expression/i',
  read(value) {
    if (value === '') return 'Enter a text, such as `body:evt_1`.';
    if (isPattern(value)) {
      const pattern = patternOf(value);
      if (typeof pattern === 'string') return pattern;
      const { matches, steps } = pattern;
      return {
        needsBody: true,
        cost: { head: 0, body: steps },
        matches: ({ body: bytes }) => matches(textOf(bytes)),
      };
    }
    const { inBytes } = containing(value);
    return { needsBody: true, cost: { head: 0, body: 1 }, matches: ({ body: bytes }) => inBytes(bytes) };
  },
};
