import type { Capture, Received } from '#lib/model/capture.ts';

/**
 * Copy-as: a request written down so that somebody else's program sends it again. A member of this family is one
 * pure function in a file of its own, listed in `index.ts`; what members share has files of its own beside them.
 */

/** The request itself: what a program sends again. */
export type RequestSource = Pick<
  Received,
  'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body' | 'bodySize' | 'truncated' | 'aborted'
> & {
  /**
   * What was done to the request since it was captured, in sentences like those of `caveats`: our words alone, none of a
   * sender's. Every target says them.
   */
  readonly remarks?: readonly string[];
};

/** What is needed of a stored request. Every `Capture` is one. */
export type CopySource = RequestSource &
  Pick<Received, 'prefixLength' | 'receivedAt' | 'peer' | 'scheme'> &
  Pick<Capture, 'seq' | 'answered'>;

/** Header lines that a person may not want in a copy; see `drop-headers.ts`. */
export type HeaderGroup = 'hop-by-hop' | 'proxy';

/** What holds for every target. All but `origin` is done by `prepared` before a target sees the request. */
export type CopyOptions = {
  /** Where the copy sends its request: scheme, host and port, like `http://localhost:3000`. */
  readonly origin: string;
  /** A path the request is sent below, such as `/api/hook`. */
  readonly basePath?: string;
  /** `without-prefix` leaves out what only says which bin was meant. As sent when not said. */
  readonly path?: 'with-prefix' | 'without-prefix';
  /** `of-origin` makes the one Host line name `origin`. As sent when not said. */
  readonly host?: 'as-sent' | 'of-origin';
  /** Takes out what looks like a secret; see `redact.ts`. */
  readonly redact?: boolean;
  readonly drop?: readonly HeaderGroup[];
};

/** What menus put together. */
export type CopyGroup = 'Shell' | 'Raw' | 'Code' | 'Tools' | 'Platforms' | 'People';

export type CopyTarget = {
  /** Its name in URLs: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Its name in menus. */
  readonly title: string;
  readonly group: CopyGroup;
  readonly mediaType: string;
  /** What arrives exactly and what this client changes: a sentence or two for people. */
  readonly exact: string;
  /**
   * The copy as text. Throws a `TypeError` when `options.origin` is not a URL, and for nothing else. Called through
   * `copyAs`, which does what the other options say.
   */
  copy(source: CopySource, options: CopyOptions): string;
};
