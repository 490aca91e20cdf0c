import { z } from 'zod';

/** Pages of lists that are read whole, since they have some hundred entries at most in use. */

/** The query of such a list, with the names that captures use. Without a `limit` the page is as long as it may be. */
export const wholePage = { limit: z.coerce.number().int().min(1).max(1000).default(1000) };

/** The id after which, or before which, entries are wanted: the `next` of the previous page. */
export const idCursor = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();

/** The first entries of the rest of a list, and the id of the last one where there are more. */
export function pageOf<T, Id>(
  rest: readonly T[],
  limit: number,
  idOf: (entry: T) => Id,
): { shown: readonly T[]; next: Id | null } {
  const shown = rest.slice(0, limit);
  return { shown, next: rest.length > shown.length ? idOf(shown.at(-1)!) : null };
}
