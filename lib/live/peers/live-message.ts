import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { DeliverySummary, ReplayProgress } from '#lib/model/delivery-json.ts';
import type { CaptureChange, LinkEnd } from '#lib/model/events.ts';

/** What pages and programs of a bin are told, in this process and in the others. JSON. */
export type BinMessage =
  | { readonly type: 'captures'; readonly binId: number; readonly captures: CaptureSummary[] }
  | { readonly type: 'changed'; readonly binId: number; readonly changes: CaptureChange[] }
  | { readonly type: 'removed'; readonly binId: number; readonly seqs: number[] }
  | { readonly type: 'removedUpTo'; readonly binId: number; readonly seq: number; readonly kept: number[] }
  | { readonly type: 'rotated'; readonly binId: number; readonly rotatedOut: number }
  | { readonly type: 'refused'; readonly binId: number; readonly count: number }
  | {
      readonly type: 'deliveries';
      readonly binId: number;
      readonly forOwners: DeliverySummary[];
      /** Null where both see the same. */
      readonly forOthers: DeliverySummary[] | null;
    }
  | { readonly type: 'deliveryRemoved'; readonly binId: number; readonly id: string }
  | {
      readonly type: 'replay';
      readonly binId: number;
      readonly forOwners: ReplayProgress;
      readonly forOthers: ReplayProgress;
    }
  | { readonly type: 'forwards'; readonly binId: number }
  | { readonly type: 'settings'; readonly binId: number }
  | { readonly type: 'closed'; readonly binId: number; readonly why: 'bin-deleted' | 'bin-expired' };

/** Messages that concern processes without pages of the bin too. */
export type GeneralMessage =
  | { readonly type: 'revoked'; readonly linkId: number; readonly why: LinkEnd }
  /** Bins were changed: those found by these slugs are read again. */
  | { readonly type: 'bins-changed'; readonly slugs: readonly string[] };

export type LiveMessage = BinMessage | GeneralMessage;
