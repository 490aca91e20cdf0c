import { fromBytes } from '#lib/http/byte-string.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const body: FilterKey = {
  name: 'body',
  example: 'body:"evt_1"',
  finds: 'requests with this text in the bytes kept of their body',
  read(value) {
    if (value === '') return 'needs a text, such as body:evt_1';
    const contains = containing(value);
    return { needsBody: true, matches: ({ body: bytes }) => contains(fromBytes(bytes)) };
  },
};
