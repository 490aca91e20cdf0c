'use client';

import { createContext, useCallback, useRef } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { printWord, type Word, withWord } from '#lib/filter/print.ts';
import type { FilterControl } from './use-filter.ts';
import { filterBy as texts } from './words.ts';

/** Adds a term to the filter of the list. */
export type FilterBy = (word: Word) => void;

/** Null where there is no list to filter. */
export const FilterByContext = createContext<FilterBy | null>(null);

/** `onFiltered` is called afterwards, to show the list. */
export function useFilterBy(filter: FilterControl, onFiltered: () => void): FilterBy {
  const latest = useRef({ filter, onFiltered });
  latest.current = { filter, onFiltered };
  return useCallback((word) => {
    const { text, apply } = latest.current.filter;
    apply(`${withWord(text, word)} `);
    announce(texts.announce(printWord(word)));
    latest.current.onFiltered();
  }, []);
}
