import type { Limits } from './limits.ts';
import type { ReplySettings } from './reply-settings.ts';

/** A bin: a place that receives requests, as its people have set it. */
export type Bin = Limits & {
  readonly id: number;
  /** The public name, in the capture URL. Lower-case letters, digits and inner hyphens: also a DNS label. */
  readonly slug: string;
  /** What its people call it; null when nobody has said. */
  readonly name: string | null;
  /** What it is for. */
  readonly description: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** It answers, but keeps nothing of what is sent. */
  readonly frozen: boolean;
  /** Since when it is deleted and can only be restored; null for a bin in use. */
  readonly deletedAt: number | null;
};

/**
 * What a bin keeps and what has become of the rest, counted with every write. Bytes are of requests with their notes, and of the
 * responses recorded for them, each once however often it was sent.
 */
export type BinNumbers = {
  readonly kept: number;
  readonly keptBytes: number;
  /** The part of it that is pinned. */
  readonly pinned: number;
  readonly pinnedBytes: number;
  /** How many captures had to go because newer ones came. */
  readonly rotatedOut: number;
  /** Milliseconds since the epoch; null before the first. */
  readonly lastRequestAt: number | null;
  readonly lastVisitAt: number | null;
};

/** A bin with what it answers; null when nobody has said. Settings may be megabytes: where they are not asked, they are not read. */
export type ReplyingBin = Bin & { readonly reply: ReplySettings | null };
