import { readable } from '#lib/http/byte-string.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';
import { isPattern, patternOf } from '../pattern.ts';

export const header: FilterKey = {
  name: 'header',
  example: 'header:x-github-event=push',
  finds: 'requests with this header; after = a text that its value contains, or a /regular expression/i',
  read(value) {
    const equals = value.indexOf('=');
    const name = (equals < 0 ? value : value.slice(0, equals)).toLowerCase();
    if (name === '') return 'Enter a header name, such as `header:authorization`.';
    const wanted = equals < 0 ? '' : value.slice(equals + 1);
    const pattern = isPattern(wanted) ? patternOf(wanted) : null;
    if (typeof pattern === 'string') return pattern;
    const { inByteString } = containing(wanted);
    const holds = pattern ? (text: string) => pattern.matches(readable(text)) : inByteString;
    return {
      cost: { head: 3 + (pattern?.steps ?? 0), body: 0 },
      // Headers are stored as JSON: [["Name","value"],…]. Names have no characters that JSON would escape (RFC 9110 §5.6.2).
      ...(/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) && {
        narrowing: { column: 'headers', is: 'contains', value: `["${name}",` } as const,
      }),
      matches: ({ facts }) =>
        facts.headers.some(([sent, text]) => sent.toLowerCase() === name && holds(text)),
    };
  },
};
