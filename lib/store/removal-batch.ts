import type { ContentUse } from './response-uses.ts';

/** A capture that may be removed. Its response is stored once for all captures with the same one; `uses` is their number. */
export type RemovableCapture = {
  readonly seq: number;
  readonly pinned: boolean;
  /** Bytes the capture counts for, and those of what is stored of how its response was chosen. */
  readonly size: number;
  readonly notedSize: number;
  readonly longBodyId: number | null;
  readonly method: string;
  /** The status of its response; null when it has none. */
  readonly status: number | null;
  readonly sent: ContentUse | null;
};

/** How many captures, and bytes of them, are removed in one transaction: it delays arriving captures by some milliseconds. */
export type Batch = { readonly captures: number; readonly bytes: number };
export const removalBatch: Batch = { captures: 150, bytes: 2 ** 21 };
