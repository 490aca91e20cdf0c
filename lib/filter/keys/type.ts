import { first } from '#lib/http/headers.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const type: FilterKey = {
  name: 'type',
  example: 'type:json',
  finds: 'requests with this in their Content-Type',
  ofSummary: true,
  values: ['json', 'form', 'xml', 'text', 'multipart', 'image'],
  read(value) {
    if (value === '') return 'needs a part of a media type, such as type:json';
    const { inByteString } = containing(value);
    return {
      cost: { head: 2, body: 0 },
      matches: ({ facts }) => inByteString(first(facts.headers, 'content-type') ?? ''),
    };
  },
};
