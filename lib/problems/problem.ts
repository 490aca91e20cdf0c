import type { ByteReading } from '#lib/body/byte-rows.ts';
import type { RareId } from '#lib/body/rare-kinds.ts';
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

/** Something noteworthy about a request. Unusual requests are data: nothing is rejected here. */
export type Problem = {
  /**
   * - `bad`      invalid: most programs reject it
   * - `careful`  programs interpret it differently
   * - `quiet`    valid, but worth knowing
   */
  readonly tone: 'bad' | 'careful' | 'quiet';
  /** Full sentences. Names and values of the request in them are shown through `visible`. */
  readonly words: string;
  readonly place: Place | null;
};

/** The input of a check. */
export type Looked = {
  readonly capture: CaptureJson;
  /** The decoded body; null while it is not loaded. */
  readonly body: Uint8Array | null;
  /** The body opened by `openRare`, where it is of such a kind; else null. */
  readonly opened: { readonly kind: RareId; readonly reading: ByteReading } | null;
};

/**
 * One kind of problem. Every check is a file of this shape, listed in `index.ts`, and never throws. A body may be 25 MB long,
 * so a check yields null where it can be interrupted.
 */
export type Check = (looked: Looked) => Generator<Problem | null>;
