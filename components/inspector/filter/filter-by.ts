'use client';

import { createContext, useCallback, useRef } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { printWord, type Word, withWord } from '#lib/filter/print.ts';
import type { FilterControl } from './use-filter.ts';

/** Adds a word to the filter of the list: how a value that is seen somewhere becomes what the list is about. */
export type FilterBy = (word: Word) => void;

export const FilterByContext = createContext<FilterBy>(() => {});

export function useFilterBy(filter: FilterControl): FilterBy {
  const latest = useRef(filter);
  latest.current = filter;
  return useCallback((word) => {
    const { text, apply } = latest.current;
    apply(`${withWord(text, word)} `);
    announce(`Filtered by ${printWord(word)}`);
  }, []);
}
