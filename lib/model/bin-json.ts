import type { Role } from './link.ts';
import type { ShownSettings } from './reply-settings.ts';

/** Bins in JSON, as the API and its clients use them. Times are ISO 8601 in UTC with milliseconds. */

/** Numbers that only links to the whole, unmasked bin can read. */
type Numbers = {
  bytes: number;
  pinned: number;
  pinnedBytes: number;
  /** How many captures were evicted because the bin was full. */
  rotatedOut: number;
  lastRequestAt: string | null;
  expiresAt: string | null;
};

/** What people have set of a bin. */
type Settings = {
  slug: string;
  name: string | null;
  description: string | null;
  createdAt: string;
  captureUrl: string;
  /** The limits of the bin: captures and bytes, without pinned captures. */
  capacity: number;
  maxBytes: number;
  /** Seconds after the last request or visit; null for never. */
  expiresAfter: number | null;
  frozen: boolean;
  /** Null where nobody has changed them, and for links that may not see them. */
  reply: ShownSettings | null;
};

/** A bin, as `GET /api/v1/bins/{slug}` returns it. */
export type BinJson = Settings &
  Partial<Numbers> & {
    /** The server's upper limits for these settings; null for no limit. */
    ceiling: { capacity: number | null; maxBytes: number | null; expiresAfter: number | null };
    role: Role;
    /** The one capture the link opens, or null for the whole bin; and whether it masks secrets. */
    captureSeq: number | null;
    redacted: boolean;
    head: number;
    total: number;
    /** How many requests the rate limit rejected. */
    refused: number;
    /** Former slugs, which lead to the bin until `until`. */
    formerSlugs: { slug: string; until: string }[];
  };

/** The response to creating a bin. The key is never returned again. */
export type NewBinJson = Settings & { inspectUrl: string; key: string };
