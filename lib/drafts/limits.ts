import { fail } from '#lib/model/errors.ts';

/** The longest text that is read, in UTF-16 code units. A HAR file with bodies has room in it. */
export const longestText = 32 * 2 ** 20;

/** The most requests that are read from a text. */
export const mostDrafts = 1000;

/** The most header lines of a request, and of its trailers; the API for deliveries accepts as many. */
const mostHeaders = 1000;

/** Fails with `draft-too-long`. */
export function failIfTooManyHeaders(count: number): void {
  if (count > mostHeaders)
    fail('draft-too-long', `A request has ${count} header lines. At most ${mostHeaders} are read.`);
}

/** The length of what a reading writes more often than its text has it, since a short text can use a long one many times. */
export class WrittenLength {
  #length = 0;
  readonly #what: string;

  /** `what` is the beginning of a sentence, such as `The text has`. */
  constructor(what: string) {
    this.#what = what;
  }

  /** Counts characters. Fails with `draft-too-long`. */
  add(length: number): void {
    this.#length += length;
    if (this.#length > longestText)
      fail('draft-too-long', `${this.#what} more than ${longestText} characters.`);
  }
}
