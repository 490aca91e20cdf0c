import { mostReadings, readingCost, someReading } from '../body-readings.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';
import { textOf } from '../text-of.ts';

export const body: FilterKey = {
  name: 'body',
  example: 'body:"evt_1"',
  finds: 'requests whose body contains this text or matches this /regular expression/i, as sent or decoded',
  read(value) {
    if (value === '') return 'Enter a text, such as `body:evt_1`.';
    if (isPattern(value)) {
      const pattern = patternOf(value);
      if (typeof pattern === 'string') return pattern;
      const { matches, steps } = pattern;
      return {
        needsBody: true,
        cost: { head: 0, body: readingCost + mostReadings * steps },
        matches: (subject) => someReading(subject, (bytes) => matches(textOf(bytes))),
      };
    }
    const { inBytes } = containing(value);
    return {
      needsBody: true,
      cost: { head: 0, body: readingCost + mostReadings },
      matches: (subject) => someReading(subject, inBytes),
    };
  },
};
