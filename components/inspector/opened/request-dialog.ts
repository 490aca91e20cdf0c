/** A dialog about requests: a comparison, or types. `of` is the request it is about. */
export type RequestDialog =
  | { readonly is: 'compare'; readonly of: number; readonly other: number | null }
  | { readonly is: 'types'; readonly of: number; readonly seqs: readonly number[] | null };

/** The most picked requests to generate types from: each is fetched with its body. */
export const maxForTypes = 200;

/**
 * What to compare: the two picked requests, older before newer; else the one picked or shown with an earlier request like
 * it (`other` null). Null when more than two are picked.
 */
export function comparisonOf(picked: ReadonlySet<number>, shown: number | null): RequestDialog | null {
  if (picked.size > 2) return null;
  const [newer, older = null] = [...picked].sort((a, b) => b - a);
  const of = newer ?? shown;
  return of === null ? null : { is: 'compare', of, other: older };
}

/** What to generate types from: the picked requests, else requests like the one shown. Null when there are too many or none. */
export function typesOf(picked: ReadonlySet<number>, shown: number | null): RequestDialog | null {
  if (picked.size > maxForTypes) return null;
  if (picked.size > 0) return { is: 'types', of: Math.max(...picked), seqs: [...picked] };
  return shown === null ? null : { is: 'types', of: shown, seqs: null };
}
