import { compare, comparisons } from '../compare.ts';
import type { FilterKey } from '../key.ts';

export const status: FilterKey = {
  name: 'status',
  example: 'status:5xx',
  finds: 'requests whose response had this status code or one of this class',
  operators: comparisons,
  ofSummary: true,
  changing: ['reply'],
  values: ['2xx', '3xx', '4xx', '5xx'],
  read(value, operator) {
    const [, family] = /^([1-5])xx$/i.exec(value) ?? [];
    if (family !== undefined) {
      if (![':', '='].includes(operator)) return 'Enter a full status code, such as `status>=500`.';
      return { matches: ({ facts }) => Math.floor((facts.answered?.status ?? 0) / 100) === Number(family) };
    }
    if (!/^[1-9]\d\d$/.test(value))
      return 'Enter a status code or a class of status codes, such as `status:200` or `status:5xx`.';
    return {
      matches: ({ facts }) =>
        facts.answered !== null && compare(facts.answered.status, operator, Number(value)),
    };
  },
};
