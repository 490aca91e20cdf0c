import { alternatives } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const provider: FilterKey = {
  name: 'provider',
  example: 'provider:github,stripe',
  finds: 'requests that one of these services sent',
  ofSummary: true,
  read(value) {
    const ids = [...new Set(alternatives(value.toLowerCase()))];
    const wanted = new Set(ids);
    if (ids.length === 0) return 'needs the id of a provider, such as provider:github';
    return {
      matches: ({ facts }) => facts.provider !== null && wanted.has(facts.provider.id),
      narrowing: { column: 'provider', is: 'in', value: ids },
    };
  },
};
