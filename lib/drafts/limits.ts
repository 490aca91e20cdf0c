import { fail } from '#lib/model/errors.ts';

/** The most requests that are read from a text. */
export const mostDrafts = 1000;

/** The most header lines of a request, and of its trailers; the API for deliveries accepts as many. */
const mostHeaders = 1000;

/** Fails with `draft-too-long`. */
export function failIfTooManyHeaders(count: number): void {
  if (count > mostHeaders)
    fail('draft-too-long', `A request has ${count} header lines. At most ${mostHeaders} are read.`);
}
