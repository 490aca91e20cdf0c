import { alternatives } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const provider: FilterKey = {
  name: 'provider',
  example: 'provider:github,stripe',
  finds: 'requests sent by one of these providers',
  ofSummary: true,
  read(value) {
    const ids = [...new Set(alternatives(value.toLowerCase()))];
    const wanted = new Set(ids);
    if (ids.length === 0) return 'Enter a provider ID, such as `provider:github`.';
    return {
      matches: ({ facts }) => facts.provider !== null && wanted.has(facts.provider.id),
      narrowing: { column: 'provider', is: 'in', value: ids },
    };
  },
};
