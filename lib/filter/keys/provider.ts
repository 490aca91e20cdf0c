import { alternatives } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const provider: FilterKey = {
  name: 'provider',
  example: 'provider:github,stripe',
  finds: 'requests that one of these services sent',
  ofSummary: true,
  read(value) {
    const ids = alternatives(value.toLowerCase());
    if (ids.length === 0) return 'needs the id of a provider, such as provider:github';
    return {
      matches: ({ facts }) => facts.provider !== null && ids.includes(facts.provider.id),
      narrowing: { column: 'provider', is: 'in', value: ids },
    };
  },
};
