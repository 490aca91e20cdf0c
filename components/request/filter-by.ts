'use client';

import { createContext } from 'react';
import type { Word } from '#lib/filter/print.ts';

/** Adds a term to the filter of the list. */
export type FilterBy = (word: Word) => void;

/** Null where there is no list to filter. */
export const FilterByContext = createContext<FilterBy | null>(null);
