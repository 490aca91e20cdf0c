'use client';

import { ListFilter } from 'lucide-react';
import { type ReactNode, useContext } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { printWord, type Word } from '#lib/filter/print.ts';
import { FilterByContext } from './filter-by.ts';
import { filterByValue as texts } from './words.ts';

type Props = {
  /** The term; null where there is none for the value. */
  word: Word | null;
  /** The text of the button; an icon alone without it. */
  children?: ReactNode;
};

/** Filters the list by a value of a request; with Ctrl or ⌘ excludes it. Nothing where there is no list. */
export function FilterByButton({ word, children }: Props) {
  const filterBy = useContext(FilterByContext);
  if (!filterBy || !word) return null;
  const press = {
    // A selected text stays selected.
    onPointerDown: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick: ({ ctrlKey, metaKey }: { ctrlKey: boolean; metaKey: boolean }) =>
      filterBy({ ...word, negated: ctrlKey || metaKey }),
  };
  const help = texts.help(brief(printWord(word)));
  if (children === undefined) {
    return (
      <IconButton label={help} {...press}>
        <ListFilter />
      </IconButton>
    );
  }
  return (
    <Button look="quiet" {...tooltip(help)} {...press}>
      <ListFilter aria-hidden /> {children}
    </Button>
  );
}

const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
