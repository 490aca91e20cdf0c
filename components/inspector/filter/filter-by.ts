'use client';

import { useCallback, useRef } from 'react';
import type { FilterBy } from '#components/request/filter-by.ts';
import { announce } from '#components/ui/announcer.tsx';
import { printWord, withWord } from '#lib/filter/print.ts';
import type { FilterControl } from './use-filter.ts';
import { filterBy as texts } from './words.ts';

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
