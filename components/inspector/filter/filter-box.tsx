'use client';

import { CircleAlert, Search, X } from 'lucide-react';
import { type KeyboardEvent, Suspense, useId, useRef } from 'react';
import { FilterSuggestions } from '#components/filter-field/filter-suggestions.tsx';
import { useCompletion } from '#components/filter-field/use-completion.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { FilterText } from './filter-text.tsx';
import { recentFilters } from './recent-filters.ts';
import { seenValues } from './seen-values.ts';
import type { FilterControl } from './use-filter.ts';
import { filterBox } from './words.ts';

const FilterRemark = lazyComponent(() => import('./filter-remark.tsx'));

/** How many recent filters are suggested in an empty box. */
const recentShown = 4;

type Props = { feed: FeedStore; filter: FilterControl; onLeave: () => void };

/**
 * The filter of the list, with suggestions below while typing. Enter applies it and goes to the list, as does the down arrow while there are no
 * suggestions; Escape closes the suggestions, then goes to the list. No key in the field deletes the filter.
 */
export function FilterBox({ feed, filter, onLeave }: Props) {
  const { api, captures } = useInspection();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { text, faults } = filter;
  const completion = useCompletion({
    input,
    text,
    onChange: filter.type,
    seen: () => seenValues(feed.get(), captures.all()),
    count: api.values,
    recent: () => recentFilters().slice(0, recentShown),
    onRecent: filter.apply,
    opensOnFocus: true,
  });
  const { isFocused, isShown, isLoading, close } = completion;
  const caret = isFocused ? completion.caret : -1;

  useShortcut('clear-filter', text === '' ? null : () => filter.apply(''));
  useShortcut('filter', () => {
    input.current?.focus();
    input.current?.select();
  });

  // An error in the term at the caret is not shown while the user types it.
  const shownFault = faults.find(({ end }) => end !== caret);
  // A word in capitals or signs, as operators are written elsewhere.
  const mayHaveRemark = !shownFault && /(?:^|\s)(?:[A-Z]+|[|&]+)(?:\s|$)/.test(text);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' && !event.altKey && !isShown && !isLoading) {
      event.preventDefault();
      leave();
      return;
    }
    if (completion.onKey(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      filter.apply(text);
      // An error is corrected in the field.
      if (faults.length === 0) leave();
      else close();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (isShown) close();
      else leave();
    }
  }

  /** Moves the focus to the list. The filter stays, and is applied by the `blur`. */
  function leave(): void {
    input.current?.blur();
    onLeave();
  }

  return (
    <search className="relative shrink-0 border-line border-b">
      <div className="flex h-10 items-center gap-2 pr-1.5 pl-3.5 focus-within:shadow-[inset_0_-1px_var(--color-accent)] touch:h-12">
        <Search className="size-3.5 shrink-0 text-quiet" aria-hidden />
        <div className="relative h-full min-w-0 flex-1">
          <input
            ref={input}
            {...completion.props}
            aria-label={filterBox.label}
            aria-invalid={shownFault !== undefined}
            aria-describedby={shownFault || mayHaveRemark ? `${id}note` : undefined}
            value={text}
            placeholder={filterBox.placeholder}
            enterKeyHint="search"
            onBlur={() => {
              completion.props.onBlur();
              if (faults.length === 0 && text.trim() !== filter.applied) filter.apply(text);
            }}
            onKeyDown={onKeyDown}
            className="filter-text h-full w-full bg-clear text-clear caret-ink outline-none placeholder:text-quiet"
          />
          <FilterText text={text} faults={faults} input={input} caret={caret} />
        </div>
        {text === '' ? (
          !isFocused && <Kbd>{'/'}</Kbd>
        ) : (
          <IconButton
            label={filterBox.clear}
            onClick={() => {
              filter.apply('');
              close();
              onLeave();
            }}
          >
            <X />
          </IconButton>
        )}
      </div>
      {shownFault && (
        <p
          id={`${id}note`}
          className="flex items-start gap-1.5 bg-bad-tint px-3.5 py-1.5 text-bad text-small [overflow-wrap:anywhere]"
        >
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          <span>{textWithCode(shownFault.message)}</span>
        </p>
      )}
      {mayHaveRemark && (
        <Suspense>
          <FilterRemark id={`${id}note`} text={text} caret={caret} />
        </Suspense>
      )}
      <FilterSuggestions completion={completion} />
    </search>
  );
}
