'use client';

import { CircleAlert, Search, X } from 'lucide-react';
import { type KeyboardEvent, Suspense, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { complete } from '#lib/filter/complete.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import type { FilterOption } from './filter-options.tsx';
import { FilterText } from './filter-text.tsx';
import { recentFilters } from './recent-filters.ts';
import { seenValues, withCounts } from './seen-values.ts';
import { useCountedValues } from './use-counted-values.ts';
import type { FilterControl } from './use-filter.ts';
import { filterBox } from './words.ts';

const FilterOptions = lazyComponent(() => import('./filter-options.tsx'));

const FilterRemark = lazyComponent(() => import('./filter-remark.tsx'));

/** How many recent filters are suggested in an empty box. */
const recentShown = 4;

type Props = { feed: FeedStore; filter: FilterControl; onLeave: () => void };

/** The filter of the list, with suggestions below while typing. */
export function FilterBox({ feed, filter, onLeave }: Props) {
  const { captures } = useInspection();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState(filter.text.length);
  const { text, faults } = filter;

  useShortcut('filter', () => {
    input.current?.focus();
    input.current?.select();
  });

  const seen = useMemo(
    () => (open ? seenValues(feed.get(), captures.all()) : {}),
    // Collected whenever the suggestions open.
    [open, feed, captures],
  );
  const { counts, isLoading } = useCountedValues(open ? complete(text, caret, {}).key : null);
  const completions = useMemo(
    () => complete(text, caret, withCounts(seen, counts)),
    [text, caret, seen, counts],
  );
  const options: FilterOption[] = [
    ...(open && text.trim() === ''
      ? recentFilters()
          .slice(0, recentShown)
          .map((recent) => ({ text: recent, words: null, count: null, recent: true }))
      : []),
    ...(open ? completions.options : []),
  ];
  const shown = open && options.length > 0;
  // Tab accepts the first one for a term that was begun; with none, it leaves the box.
  const first = completions.isBegun ? 0 : -1;
  const onTab = shown ? (active >= 0 ? active : first) : -1;
  // An error in the term at the caret is not shown while the user types it.
  const shownFault = faults.find(({ end }) => !focused || end !== caret);
  // A word in capitals or signs, as operators are written elsewhere.
  const mayHaveRemark = !shownFault && /(?:^|\s)(?:[A-Z]+|[|&]+)(?:\s|$)/.test(text);

  // React puts the caret at the end when it sets the value. It is moved in the same commit: the next key may come before the next frame.
  const nextCaret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (nextCaret.current === null) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  function updateCaret(): void {
    setCaret(input.current?.selectionStart ?? text.length);
  }

  function setFilterText(next: string, at: number): void {
    filter.type(next);
    setCaret(at);
    setActive(-1);
    nextCaret.current = at;
  }

  function accept(option: FilterOption): void {
    if (option.recent) {
      filter.apply(option.text);
      setOpen(false);
      return;
    }
    const before = text.slice(0, completions.start) + option.text;
    const after = text.slice(completions.end);
    const space = option.open || after.startsWith(' ') ? '' : ' ';
    setFilterText(before + space + after, (before + space).length);
    setOpen(true);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) {
        setOpen(true);
        return;
      }
      const step = key === 'ArrowDown' ? 1 : -1;
      setActive(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (key === 'Tab' && !event.shiftKey && options[onTab]) {
      event.preventDefault();
      accept(options[onTab]);
    } else if (key === 'Tab' && !event.shiftKey && isLoading) {
      // The values are on their way: the next letter must not be a shortcut.
      event.preventDefault();
    } else if (key === 'Enter' && shown && options[active]) {
      event.preventDefault();
      accept(options[active]);
    } else if (key === 'Enter') {
      event.preventDefault();
      filter.apply(text);
      setOpen(false);
    } else if (key === 'Escape') {
      event.preventDefault();
      if (open) setOpen(false);
      else if (text !== '') filter.apply('');
      else onLeave();
    }
  }

  return (
    <search className="relative shrink-0 border-line border-b">
      <div className="flex h-10 items-center gap-2 pr-1.5 pl-3.5 focus-within:shadow-[inset_0_-1px_var(--color-accent)] touch:h-12">
        <Search className="size-3.5 shrink-0 text-quiet" aria-hidden />
        <div className="relative h-full min-w-0 flex-1">
          <input
            ref={input}
            role="combobox"
            aria-label={filterBox.label}
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={shown ? `${id}options` : undefined}
            aria-activedescendant={shown && active >= 0 ? `${id}${active}` : undefined}
            aria-invalid={shownFault !== undefined}
            aria-describedby={shownFault || mayHaveRemark ? `${id}note` : undefined}
            value={text}
            placeholder={filterBox.placeholder}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            enterKeyHint="search"
            onChange={(event) => {
              filter.type(event.target.value);
              setCaret(event.target.selectionStart ?? event.target.value.length);
              setActive(-1);
              setOpen(true);
            }}
            onSelect={updateCaret}
            onFocus={() => {
              setFocused(true);
              setOpen(true);
            }}
            onClick={() => setOpen(true)}
            onBlur={() => {
              setFocused(false);
              setOpen(false);
              setActive(-1);
              if (faults.length === 0 && text.trim() !== filter.applied) filter.apply(text);
            }}
            onKeyDown={onKeyDown}
            className="filter-text h-full w-full bg-clear text-clear caret-ink outline-none placeholder:text-quiet"
          />
          <FilterText text={text} faults={faults} input={input} caret={focused ? caret : -1} />
        </div>
        {text === '' ? (
          !focused && <Kbd>{'/'}</Kbd>
        ) : (
          <IconButton
            label={filterBox.clear}
            onClick={() => {
              filter.apply('');
              input.current?.focus();
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
          <FilterRemark id={`${id}note`} text={text} caret={focused ? caret : -1} />
        </Suspense>
      )}
      {shown && (
        <Suspense>
          <FilterOptions
            id={id}
            options={options}
            active={active}
            onTab={onTab}
            counted={counts?.isPartial ? counts.counted : null}
            onTake={accept}
          />
        </Suspense>
      )}
    </search>
  );
}
