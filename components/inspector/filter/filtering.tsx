'use client';

import { type ReactNode, useContext } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { tooltip } from '#components/ui/tooltips.tsx';
import { printWord } from '#lib/filter/print.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { FilterByContext } from './filter-by.ts';
import { type ValueKey, wordsOf } from './words-of.ts';

type Props = {
  summary: CaptureSummary;
  /** The key by whose value of this request the list is filtered. */
  by: ValueKey;
  className?: string;
  /** The value as it is shown. */
  children: ReactNode;
};

/** A value of a request that makes the list one of its like when it is clicked, and with Ctrl or ⌘ one of all others. */
export function Filtering({ summary, by, className, children }: Props) {
  const filterBy = useContext(FilterByContext);
  const word = wordsOf(summary).find(({ key }) => key === by);
  if (!filterBy || !word) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      {...tooltip(`Filter by ${brief(printWord(word))}, Ctrl for all others`)}
      // What stands around it has a title, which would be shown beside the tooltip.
      title=""
      onClick={({ ctrlKey, metaKey }) => filterBy({ ...word, negated: ctrlKey || metaKey })}
      className={classNames(
        'max-w-full rounded-mark text-left decoration-dotted underline-offset-3 hover:underline',
        // A finger needs more than the words.
        'touch:relative touch:before:absolute touch:before:-inset-x-2.5 touch:before:-inset-y-2.5',
        className,
      )}
    >
      {children}
    </button>
  );
}

const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
