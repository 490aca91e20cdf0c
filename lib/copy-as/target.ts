import type { Capture, Received } from '#lib/model/capture.ts';

/**
 * Copy-as: writes a request so that another program can send it again. Each target is a pure function in a file of its own,
 * listed in `index.ts`; shared code is in files beside them.
 */

/** The request that a program sends again. */
export type RequestSource = Pick<
  Received,
  'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body' | 'bodySize' | 'truncated' | 'aborted'
> & {
  /** Changes to the request since it was captured, as sentences like those of `caveats`. Every target includes them. */
  readonly remarks?: readonly string[];
};

/** The parts of a stored request that a copy needs. Every `Capture` is one. */
export type CopySource = RequestSource &
  Pick<Received, 'prefixLength' | 'receivedAt' | 'peer' | 'scheme'> &
  Pick<Capture, 'seq' | 'answered'>;

/** Headers to omit from a copy; see `drop-headers.ts`. */
export type HeaderGroup = 'hop-by-hop' | 'proxy';

/** Options of every target. All but `origin` are applied by `prepared` before a target sees the request. */
export type CopyOptions = {
  /** The destination: scheme, host and port, such as `http://localhost:3000`. */
  readonly origin: string;
  /** The base path of the destination, such as `/api/hook`. */
  readonly basePath?: string;
  /** `without-prefix` omits the bin prefix. Default: as sent. */
  readonly path?: 'with-prefix' | 'without-prefix';
  /** `of-origin` sets the Host header to `origin`. Default: as sent. */
  readonly host?: 'as-sent' | 'of-origin';
  /** Masks secrets; see `masking/mask-secrets.ts`. */
  readonly redact?: boolean;
  readonly drop?: readonly HeaderGroup[];
};

/** The groups of menus. */
export type CopyGroup = 'Shell' | 'Raw' | 'Code' | 'Tools' | 'Platforms' | 'Documents';

export type CopyTarget = {
  /** Its name in URLs: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Its name in menus. */
  readonly title: string;
  readonly group: CopyGroup;
  readonly mediaType: string;
  /** What the copy preserves and what this client changes: a sentence or two. */
  readonly exact: string;
  /**
   * The copy as text. Throws a `TypeError` when `options.origin` is not a URL. Called through `copyAs`, which applies the other
   * options.
   */
  copy(source: CopySource, options: CopyOptions): string;
};
