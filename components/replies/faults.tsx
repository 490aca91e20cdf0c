'use client';

import { createContext, useContext } from 'react';

/** What is wrong with the draft, by the place in it: `rules.0.answer.status`. */
export type Faults = ReadonlyMap<string, string>;

const FaultsContext = createContext<Faults>(new Map());
export const FaultsProvider = FaultsContext;

/** What is wrong at a place, as a sentence; null when nothing is. */
export function useFault(place: string): string | null {
  const words = useContext(FaultsContext).get(place);
  return words === undefined ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Whether anything at a place or below it is wrong. */
export function useFaulty(place: string): boolean {
  const faults = useContext(FaultsContext);
  return [...faults.keys()].some((key) => key === place || key.startsWith(`${place}.`));
}
