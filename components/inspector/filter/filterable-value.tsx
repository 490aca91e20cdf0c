'use client';

import { type ReactNode, useContext } from 'react';
import { FilterByContext } from '#components/request/filter-by.ts';
import { classNames } from '#components/ui/class-names.ts';
import { tooltip } from '#components/ui/tooltips.tsx';
import { modifierOf, useIsApple } from '#components/ui/use-is-apple.ts';
import { printWord } from '#lib/filter/print.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { filterTermsOf, type ValueKey } from './filter-terms.ts';
import { filterBy as texts } from './words.ts';

type Props = {
  summary: CaptureSummary;
  /** The filter key of the value. */
  by: ValueKey;
  className?: string;
  /** The value as it is shown. */
  children: ReactNode;
};

/** A value of a request: a click filters the list by it, with Ctrl or ⌘ excludes it. */
export function FilterableValue({ summary, by, className, children }: Props) {
  const filterBy = useContext(FilterByContext);
  const modifier = modifierOf(useIsApple());
  const word = filterTermsOf(summary).find(({ key }) => key === by);
  if (!filterBy || !word) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      {...tooltip(texts.valueHelp(brief(printWord(word)), modifier))}
      // Hides the title of the parent, which would be shown beside the tooltip.
      title=""
      onClick={({ ctrlKey, metaKey }) => filterBy({ ...word, negated: ctrlKey || metaKey })}
      className={classNames(
        'max-w-full rounded-mark text-left decoration-dotted underline-offset-3 hover:underline touch-area',
        className,
      )}
    >
      {children}
    </button>
  );
}

const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
