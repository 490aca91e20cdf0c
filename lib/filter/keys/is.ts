import type { FilterKey, Test } from '../key.ts';

const states = new Map<string, Test>(
  Object.entries<Test>({
    pinned: {
      matches: ({ facts }) => facts.pinned,
      narrowing: { column: 'pinned', is: 'equals', value: true },
    },
    noted: { matches: ({ facts }) => facts.note !== null },
    aborted: {
      matches: ({ facts }) => facts.aborted,
      narrowing: { column: 'aborted', is: 'equals', value: true },
    },
    truncated: {
      matches: ({ facts }) => facts.truncated,
      narrowing: { column: 'truncated', is: 'equals', value: true },
    },
    malformed: { matches: ({ facts }) => facts.malformed !== null },
    unanswered: { matches: ({ facts }) => facts.answered === null },
  }),
);
const names = [...states.keys()].join(', ');

export const is: FilterKey = {
  name: 'is',
  example: 'is:pinned',
  finds: `requests that are ${names}`,
  ofSummary: true,
  changing: ['reply', 'note', 'pinned'],
  values: [...states.keys()],
  read: (value) => states.get(value.toLowerCase()) ?? `Use one of ${names} after \`is:\`.`,
};
