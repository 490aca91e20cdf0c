'use client';

import { Filter, FilterX, ListFilter } from 'lucide-react';
import { type ReactElement, useContext } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { filterKeys } from '#lib/filter/index.ts';
import { printWord, type Word } from '#lib/filter/print.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../use-shortcuts.ts';
import { type FilterBy, FilterByContext } from './filter-by.ts';
import { headerWord, type ValueKey, wordsOf } from './words-of.ts';

/** The list by a value of this request, or without it. */
export function FilterByMenu({ summary }: { summary: CaptureSummary }) {
  const filterBy = useContext(FilterByContext);
  const press = () => document.querySelector<HTMLElement>('[data-filter-by]')?.click();
  useShortcut('filter-by', filterBy && press);
  if (!filterBy) return null;
  // A key that this server's grammar does not have yet would be a fault.
  const words = wordsOf(summary).filter(({ key }) => filterKeys.some(({ name }) => name === key));
  return (
    <Menu
      trigger={
        <IconButton label="Filter by a value of this request" shortcut="f" data-filter-by>
          <ListFilter />
        </IconButton>
      }
      entries={[
        { is: 'label', title: 'Show only' },
        ...words.map((word) => entryOf(word, filterBy)),
        { is: 'line' },
        { is: 'label', title: 'Show all but' },
        ...words.map((word) => entryOf({ ...word, negated: true }, filterBy)),
      ]}
    />
  );
}

/** The list by a header line, or without it. */
export function FilterByHeader({ name, value }: { name: string; value: string }) {
  const word = headerWord(name, value);
  return <FilterByWords name={name} words={[word, { ...word, negated: true }, headerWord(name, '')]} />;
}

/** The list by one value of a request, or without it, for the end of its line; `name` is what the value is. */
export function FilterByValue({
  summary,
  by,
  name,
}: {
  summary: CaptureSummary;
  by: ValueKey;
  name: string;
}) {
  const word = wordsOf(summary).find(({ key }) => key === by);
  return word ? <FilterByWords name={name} words={[word, { ...word, negated: true }]} /> : null;
}

function FilterByWords({ name, words }: { name: string; words: readonly Word[] }) {
  const filterBy = useContext(FilterByContext);
  if (!filterBy) return null;
  const trigger: ReactElement<Record<string, unknown>> = (
    <IconButton label={`Filter by ${name}`}>
      <ListFilter />
    </IconButton>
  );
  return <Menu align="end" trigger={trigger} entries={words.map((word) => entryOf(word, filterBy))} />;
}

function entryOf(word: Word, filterBy: FilterBy): MenuEntry {
  const text = printWord(word);
  return {
    is: 'action',
    title: text.length > 60 ? `${text.slice(0, 59)}…` : text,
    icon: word.negated ? <FilterX aria-hidden /> : <Filter aria-hidden />,
    act: () => filterBy(word),
  };
}
