'use client';

import { CircleAlert, Search, X } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { complete } from '#lib/filter/complete.ts';
import type { FeedStore } from '../feed-store.ts';
import { useInspection } from '../inspection.tsx';
import { useShortcut } from '../use-shortcuts.ts';
import { type FilterOption, FilterOptions } from './filter-options.tsx';
import { FilterText } from './filter-text.tsx';
import { recentFilters } from './recent-filters.ts';
import { seenValues } from './seen-values.ts';
import type { FilterControl } from './use-filter.ts';

/** How many of the filters used last are offered in an empty box. */
const recentShown = 4;

type Props = { feed: FeedStore; filter: FilterControl; onLeave: () => void };

/** Where the filter of the list is written: words as one types them, with what each may become beneath. */
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
    // Whenever it is opened, of what is there by then.
    [open, feed, captures],
  );
  const completions = useMemo(() => complete(text, caret, seen), [text, caret, seen]);
  const options: FilterOption[] = [
    ...(open && text.trim() === ''
      ? recentFilters()
          .slice(0, recentShown)
          .map((recent) => ({ text: recent, words: null, recent: true }))
      : []),
    ...(open ? completions.options : []),
  ];
  const shown = open && options.length > 0;
  // A word is not called wrong while it is being typed.
  const told = faults.find(({ end }) => !focused || end !== caret);

  function look(): void {
    setCaret(input.current?.selectionStart ?? text.length);
  }

  function write(next: string, at: number): void {
    filter.type(next);
    setCaret(at);
    setActive(-1);
    // React puts the caret at the end when it sets the value.
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  }

  function take(option: FilterOption): void {
    if (option.recent) {
      filter.apply(option.text);
      setOpen(false);
      return;
    }
    const before = text.slice(0, completions.start) + option.text;
    const after = text.slice(completions.end);
    const space = option.open || after.startsWith(' ') ? '' : ' ';
    write(before + space + after, (before + space).length);
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
    } else if ((key === 'Enter' || key === 'Tab') && shown && options[active]) {
      event.preventDefault();
      take(options[active]);
    } else if (key === 'Enter') {
      event.preventDefault();
      filter.apply(text);
      setOpen(false);
    } else if (key === 'Escape') {
      event.preventDefault();
      if (shown) setOpen(false);
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
            aria-label="Filter requests"
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={shown ? `${id}options` : undefined}
            aria-activedescendant={shown && active >= 0 ? `${id}${active}` : undefined}
            aria-invalid={told !== undefined}
            aria-describedby={told ? `${id}fault` : undefined}
            value={text}
            placeholder="Filter   method: path: header: body: size> is:pinned"
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
            onSelect={look}
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
          !focused && <Kbd>/</Kbd>
        ) : (
          <IconButton
            label="Clear the filter"
            onClick={() => {
              filter.apply('');
              input.current?.focus();
            }}
          >
            <X />
          </IconButton>
        )}
      </div>
      {told && (
        <p
          id={`${id}fault`}
          className="flex items-start gap-1.5 bg-bad-tint px-3.5 py-1.5 text-bad text-small [overflow-wrap:anywhere]"
        >
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          <span>
            <span className="wire">{text.slice(told.start, told.end)}</span> {told.message}
          </span>
        </p>
      )}
      <FilterOptions id={id} open={shown} options={options} active={active} onTake={take} />
    </search>
  );
}
