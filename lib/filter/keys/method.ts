import { alternatives } from '../contains.ts';
import type { FilterKey } from '../key.ts';

export const method: FilterKey = {
  name: 'method',
  example: 'method:POST,PUT',
  finds: 'requests with one of these methods',
  ofSummary: true,
  values: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
  read(value) {
    const methods = new Set(alternatives(value).map((name) => name.toUpperCase()));
    if (methods.size === 0) return 'Enter a method, such as `method:POST`.';
    return {
      matches: ({ facts }) => methods.has(facts.method.toUpperCase()),
      narrowing: { column: 'method', is: 'inUpperCase', value: [...methods] },
    };
  },
};
