import { readable } from '#lib/http/byte-string.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, matching } from '../pattern.ts';

export const header: FilterKey = {
  name: 'header',
  example: 'header:x-github-event=push',
  finds: 'requests with this header; after = with this in its value, or like this /regular expression/i',
  read(value) {
    const equals = value.indexOf('=');
    const name = (equals < 0 ? value : value.slice(0, equals)).toLowerCase();
    if (name === '') return 'needs the name of a header, such as header:authorization';
    const wanted = equals < 0 ? '' : value.slice(equals + 1);
    const matches = isPattern(wanted) ? matching(wanted) : containing(wanted);
    if (typeof matches === 'string') return matches;
    const seen = isPattern(wanted) ? readable : (text: string) => text;
    return {
      matches: ({ facts }) =>
        facts.headers.some(([sent, text]) => sent.toLowerCase() === name && matches(seen(text))),
    };
  },
};
