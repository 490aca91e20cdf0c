import type { ListedFacts } from '#lib/model/capture.ts';
import { alternatives } from './contains.ts';
import type { FilterKey } from './key.ts';

type Result<Name extends 'signature' | 'schema'> = NonNullable<ListedFacts[Name]>;

/** The key for what a check found when a request arrived. Requests that were not checked match none of its values. */
export function resultKey<Name extends 'signature' | 'schema'>(
  name: Name,
  values: readonly Result<Name>[],
  words: Pick<FilterKey, 'example' | 'finds'>,
): FilterKey {
  return {
    name,
    ...words,
    ofSummary: true,
    values,
    read(value) {
      const wanted = new Set(alternatives(value.toLowerCase()));
      if (wanted.size === 0 || ![...wanted].every((one) => values.some((result) => result === one)))
        return `Use one of ${values.join(', ')} after \`${name}:\`.`;
      return {
        matches: ({ facts }) => {
          const result = facts[name];
          return result !== null && wanted.has(result);
        },
        narrowing: { column: name, is: 'in', value: [...wanted] },
      };
    },
  };
}
