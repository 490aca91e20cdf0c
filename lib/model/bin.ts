import type { ReplySettings } from './reply-settings.ts';

/** A bin: a place that receives requests. */
export type Bin = {
  readonly id: number;
  /** The public name, in the capture URL. Lower-case letters, digits and inner hyphens: also a DNS label. */
  readonly slug: string;
  /** What its people call it; null when nobody has said. */
  readonly name: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
};

/** A bin with what it answers; null when nobody has said. Settings may be megabytes: where they are not asked, they are not read. */
export type ReplyingBin = Bin & { readonly reply: ReplySettings | null };
