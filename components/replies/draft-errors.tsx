'use client';

import { createContext, useContext } from 'react';

/** Errors of the draft by the place of the field: `rules.0.answer.status`. */
export type DraftErrors = ReadonlyMap<string, string>;

const DraftErrorsContext = createContext<DraftErrors>(new Map());
export const DraftErrorsProvider = DraftErrorsContext;

/** The error of a field, as a sentence; null if it has none. */
export function useFieldError(place: string): string | null {
  const message = useContext(DraftErrorsContext).get(place);
  return message === undefined ? null : sentence(message);
}

/** Whether a field at a place, or below it, has an error. */
export function useHasErrors(place: string): boolean {
  const errors = useContext(DraftErrorsContext);
  return [...errors.keys()].some((key) => key === place || key.startsWith(`${place}.`));
}

/** A message of the API as a sentence: with a capital letter and a full stop. */
export function sentence(message: string): string {
  const capitalized = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.?!]$/.test(capitalized) ? capitalized : `${capitalized}.`;
}
