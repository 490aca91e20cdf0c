'use client';

import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useCountValues } from '#components/filter-field/use-counted-values.ts';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { textWith } from '#components/ui/text-with.tsx';
import { type Matches, useMatches } from './use-matches.ts';
import { conditionField as words } from './words.ts';

type Props = {
  bin: { slug: string; key: string };
  condition: string;
  error: string | null;
  onChange: (condition: string) => void;
};

/** The condition of a rule, with how many of the stored requests it matches. */
export function ConditionField({ bin, condition, error, onChange }: Props) {
  const count = useCountValues(bin);
  const matches = useMatches(bin, condition, error === null);
  return (
    <div>
      <FilterField
        label={words.label}
        count={count}
        value={condition}
        placeholder={words.example}
        help={words.help}
        error={error}
        onChange={onChange}
      />
      <p role="status" className="mt-1 min-h-5 text-small">
        {matches && matches.total > 0 && (
          <>
            {matchWords(matches)}{' '}
            {matches.newest !== null && (
              <span className="text-quiet">
                {textWith(words.newest, {
                  request: (
                    <a href={`/i/${bin.key}/${matches.newest}`} className="underline hover:text-ink">
                      {words.request(matches.newest)}
                    </a>
                  ),
                })}
              </span>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function matchWords({ count, hasMore, total }: Matches): string {
  const all = countOf(total, 'stored request');
  if (count === 0) return hasMore ? words.noneYet : words.none(all);
  if (hasMore) return words.atLeast(countWords(count), all);
  return count === total ? words.all(all) : words.some(countWords(count), all);
}
