import { first } from '#lib/http/header-lookup.ts';
import { containing } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const type: FilterKey = {
  name: 'type',
  example: 'type:json',
  finds: 'requests whose Content-Type contains this',
  ofSummary: true,
  values: ['json', 'form', 'xml', 'text', 'multipart', 'image'],
  read(value) {
    if (value === '') return 'Enter a media type or part of one, such as `type:json`.';
    const { inByteString } = containing(value);
    return {
      cost: { head: 2, body: 0 },
      matches: ({ facts }) => inByteString(first(facts.headers, 'content-type') ?? ''),
    };
  },
};
