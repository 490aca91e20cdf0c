'use client';

import { createContext, useCallback, useRef } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { printWord, type Word, withWord } from '#lib/filter/print.ts';
import type { FilterControl } from './use-filter.ts';

/** Adds a word to the filter of the list: how a value that is seen somewhere becomes what the list is about. */
export type FilterBy = (word: Word) => void;

/** Null where there is no list. */
export const FilterByContext = createContext<FilterBy | null>(null);

/** `onFiltered`: the list is what somebody wants to see then. */
export function useFilterBy(filter: FilterControl, onFiltered: () => void): FilterBy {
  const latest = useRef({ filter, onFiltered });
  latest.current = { filter, onFiltered };
  return useCallback((word) => {
    const { text, apply } = latest.current.filter;
    apply(`${withWord(text, word)} `);
    announce(`Filtered by ${printWord(word)}`);
    latest.current.onFiltered();
  }, []);
}
