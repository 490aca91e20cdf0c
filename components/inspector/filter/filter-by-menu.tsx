'use client';

import { Filter, FilterX, ListFilter } from 'lucide-react';
import { type ReactElement, useContext } from 'react';
import { type FilterBy, FilterByContext } from '#components/request/filter-by.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { printWord, type Word } from '#lib/filter/print.ts';
import { filterKeys } from '#lib/filter/read-filter.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { filterTermsOf, headerTerm, type ValueKey } from './filter-terms.ts';
import { filterBy as texts } from './words.ts';

type MenuProps = { summary: CaptureSummary; trigger: ReactElement<Record<string, unknown>> };

/** Filters the list by a value of this request, or excludes it. `trigger` is the button, with `data-filter-by` for its key. */
export function FilterByMenu({ summary, trigger }: MenuProps) {
  const filterBy = useContext(FilterByContext);
  const press = () => document.querySelector<HTMLElement>('[data-filter-by]')?.click();
  useShortcut('filter-by', filterBy && press);
  if (!filterBy) return null;
  // A key that this server does not know yet would be an error.
  const words = filterTermsOf(summary).filter(({ key }) => filterKeys.some(({ name }) => name === key));
  return (
    <Menu
      trigger={trigger}
      entries={[
        { is: 'label', title: texts.only },
        ...words.map((word) => entryOf(word, filterBy)),
        { is: 'line' },
        { is: 'label', title: texts.except },
        ...words.map((word) => entryOf({ ...word, negated: true }, filterBy)),
      ]}
    />
  );
}

/** Filters the list by a header, or excludes it. */
export function FilterByHeader({ name, value }: { name: string; value: string }) {
  const word = headerTerm(name, value);
  return <FilterByWords name={name} words={[word, { ...word, negated: true }, headerTerm(name, '')]} />;
}

/** Filters the list by one value of a request, or excludes it; for the end of its line. `name` is what the value is. */
export function FilterByValue({
  summary,
  by,
  name,
}: {
  summary: CaptureSummary;
  by: ValueKey;
  name: string;
}) {
  const word = filterTermsOf(summary).find(({ key }) => key === by);
  return word ? <FilterByWords name={name} words={[word, { ...word, negated: true }]} /> : null;
}

function FilterByWords({ name, words }: { name: string; words: readonly Word[] }) {
  const filterBy = useContext(FilterByContext);
  if (!filterBy) return null;
  const trigger: ReactElement<Record<string, unknown>> = (
    <IconButton label={texts.value(name)}>
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
