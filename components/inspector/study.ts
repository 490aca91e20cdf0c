/** What somebody looks into in a window of its own: what changed, or types. `of` is the request the window is about. */
export type Study =
  | { readonly is: 'compare'; readonly of: number; readonly other: number | null }
  | { readonly is: 'types'; readonly of: number; readonly seqs: readonly number[] | null };

/** How many picked requests are read for types at most: each is fetched, and its body. */
export const mostForTypes = 200;

/**
 * What is to be compared: two that are picked, the older before the newer; else the one picked or shown with the one
 * before it of its kind. Null when that makes no pair.
 */
export function comparisonOf(picked: ReadonlySet<number>, shown: number | null): Study | null {
  if (picked.size > 2) return null;
  const [newer, older = null] = [...picked].sort((a, b) => b - a);
  const of = newer ?? shown;
  return of === null ? null : { is: 'compare', of, other: older };
}

/** What types are to be made of: exactly those that are picked, else those like the one shown. Null when it is too many or none. */
export function typesOf(picked: ReadonlySet<number>, shown: number | null): Study | null {
  if (picked.size > mostForTypes) return null;
  if (picked.size > 0) return { is: 'types', of: Math.max(...picked), seqs: [...picked] };
  return shown === null ? null : { is: 'types', of: shown, seqs: null };
}
