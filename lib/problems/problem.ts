import type { ByteReading } from '#lib/body/byte-rows.ts';
import type { RareId } from '#lib/body/rare.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';

/**
 * Where in a request something is:
 * - `body`    line and column of its text, from 1, the column in UTF-16 code units
 * - `header`  the number of the header line, from 1
 * - `query`   the number of the query's field, from 1
 */
export type Place =
  | { readonly in: 'body'; readonly line: number; readonly column: number }
  | { readonly in: 'header'; readonly number: number }
  | { readonly in: 'query'; readonly number: number };

/** Something about a request that a reader wants to be told. Odd traffic is data: nothing here is refused. */
export type Problem = {
  /**
   * - `bad`      broken: most programs refuse it
   * - `careful`  programs read it in different ways
   * - `quiet`    right, but worth knowing
   */
  readonly tone: 'bad' | 'careful' | 'quiet';
  /** A sentence, with a full stop. Names and values from the wire in it are shown through `visible`. */
  readonly words: string;
  readonly place: Place | null;
};

/** What is looked at. */
export type Looked = {
  readonly capture: CaptureJson;
  /** The bytes of its body with content codings undone; null while they are not here. */
  readonly body: Uint8Array | null;
  /** The body as `openRare` opens it, where that is what it is; null for all others. */
  readonly opened: { readonly kind: RareId; readonly reading: ByteReading } | null;
};

/**
 * One kind of problem. Every check is a file of this shape, listed in `index.ts`; none throws, whatever it looks at. A
 * body may be 25 MB long, so a check yields null where it can be interrupted.
 */
export type Check = (looked: Looked) => Generator<Problem | null>;
