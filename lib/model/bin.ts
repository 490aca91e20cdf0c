import type { Limits } from './bin-limits.ts';
import type { BinSchema } from './bin-schema.ts';
import type { Forward } from './forward.ts';
import type { ReplySettings } from './reply-settings.ts';
import type { StoredSecret } from './signing-secret.ts';

/** A bin, which receives requests, with its settings. */
export type Bin = Limits & {
  readonly id: number;
  /** The public name, in the capture URL. Lower-case letters, digits and inner hyphens: also a DNS label. */
  readonly slug: string;
  /** Null when none is set. */
  readonly name: string | null;
  /** Null when none is set. */
  readonly description: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** A frozen bin responds to requests but stores none. */
  readonly frozen: boolean;
  /** When it was deleted, milliseconds since the epoch; null when it is not. */
  readonly deletedAt: number | null;
};

/**
 * Counts of a bin, updated with every write. Bytes are those of requests with their notes and of their recorded responses, each
 * response counted once however often it was sent.
 */
export type BinNumbers = {
  readonly kept: number;
  readonly keptBytes: number;
  /** Of these, how many are pinned. */
  readonly pinned: number;
  readonly pinnedBytes: number;
  /** How many captures were evicted in total. */
  readonly rotatedOut: number;
  /** Milliseconds since the epoch; null before the first. */
  readonly lastRequestAt: number | null;
  readonly lastVisitAt: number | null;
};

/**
 * A bin with all that decides how a request to it is received: its reply settings, null when none are set, its signing secrets and its
 * schemas. Settings may have megabytes, so they are read only where needed.
 */
export type ReplyingBin = Bin & {
  readonly reply: ReplySettings | null;
  /** The same array as long as they do not change, so that they are decrypted once. */
  readonly secrets: readonly StoredSecret[];
  /** Those that are enabled, in their order. The same array as long as they do not change, so that their filters are read once. */
  readonly schemas: readonly BinSchema[];
  /** The forward rules whose destinations respond in place of the bin, in their order; without those that are paused. */
  readonly responders: readonly Forward[];
};
