import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const header: FilterKey = {
  name: 'header',
  example: 'header:x-github-event=push',
  finds: 'requests with this header; after = with this in its value',
  read(value) {
    const equals = value.indexOf('=');
    const name = (equals < 0 ? value : value.slice(0, equals)).toLowerCase();
    if (name === '') return 'needs the name of a header, such as header:authorization';
    const contains = containing(equals < 0 ? '' : value.slice(equals + 1));
    return {
      matches: ({ facts }) =>
        facts.headers.some(([sent, text]) => sent.toLowerCase() === name && contains(text)),
    };
  },
};
