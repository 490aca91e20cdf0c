import { readable } from '#lib/http/byte-string.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';

export const header: FilterKey = {
  name: 'header',
  example: 'header:x-github-event=push',
  finds: 'requests with this header; after = with this in its value, or like this /regular expression/i',
  read(value) {
    const equals = value.indexOf('=');
    const name = (equals < 0 ? value : value.slice(0, equals)).toLowerCase();
    if (name === '') return 'needs the name of a header, such as header:authorization';
    const wanted = equals < 0 ? '' : value.slice(equals + 1);
    const pattern = isPattern(wanted) ? patternOf(wanted) : null;
    if (typeof pattern === 'string') return pattern;
    const { inByteString } = containing(wanted);
    const holds = pattern ? (text: string) => pattern.matches(readable(text)) : inByteString;
    return {
      cost: { head: 3 + (pattern?.steps ?? 0), body: 0 },
      matches: ({ facts }) =>
        facts.headers.some(([sent, text]) => sent.toLowerCase() === name && holds(text)),
    };
  },
};
