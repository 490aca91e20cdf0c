import type { Answered, Recognised } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { ListedDelivery } from '#lib/model/delivery.ts';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import type { CaptureChange, LinkEnd } from '#lib/model/events.ts';
import { captureSummary, replySummary } from '#lib/summary/capture-summary.ts';
import type { DeliveryReader } from '#lib/summary/delivery-summary.ts';
import { openPacer } from './pacer.ts';
import type { BinMessage } from './peers/live-message.ts';

/** Notifies the viewers of a bin. Never waits and never fails: the feed catches up by seq. */
export interface Announce {
  captured(binId: number, received: Recognised, seq: number): void;
  /** Captures were imported, the newest of them given: the feed fetches the others. */
  imported(binId: number, newest: CaptureSummary): void;
  changed(binId: number, change: CaptureChange): void;
  /** How a capture was answered is known, or was corrected. */
  responded(binId: number, seq: number, answered: Answered): void;
  removed(binId: number, seqs: number[]): void;
  /** All captures up to a seq were removed, except the kept ones. */
  removedUpTo(binId: number, seq: number, kept: number[]): void;
  /** The total number of evicted captures of a bin. */
  rotated(binId: number, rotatedOut: number): void;
  /** The total number of rejected requests of a bin. */
  refused(binId: number, count: number): void;
  /** A delivery was added or has changed. */
  delivery(binId: number, delivery: ListedDelivery): void;
  /** A person removed a delivery. Those that were evicted are not announced. */
  deliveryRemoved(binId: number, id: string): void;
  /** A bulk replay began, made progress or ended. Owners see more of the results than others. */
  replay(binId: number, progressFor: (reader: DeliveryReader) => ReplayProgress): void;
  /** A forward rule or its queue changed: pages that show them fetch them again. */
  forwards(binId: number): void;
  /** The settings of the bin changed: pages that show them fetch them again. */
  settings(binId: number): void;
  closed(binId: number, why: 'bin-deleted' | 'bin-expired'): void;
  /** A link was revoked or got another key: its viewers are notified and disconnected. */
  revoked(linkId: number, why?: LinkEnd): void;
  /** The number of pages open with a link. */
  watching(linkId: number): number;
}

/** For places without a live channel: there are no viewers. */
export const announceToNobody: Announce = {
  captured() {},
  imported() {},
  changed() {},
  responded() {},
  removed() {},
  removedUpTo() {},
  rotated() {},
  delivery() {},
  deliveryRemoved() {},
  replay() {},
  forwards() {},
  settings() {},
  closed() {},
  refused() {},
  revoked() {},
  watching: () => 0,
};

/** Tells the viewers of a bin about new captures, or about changes of stored ones. */
export type TellOfCaptures = (message: Extract<BinMessage, { type: 'captures' | 'changed' }>) => void;

type Pending = {
  captures: Map<number, CaptureSummary>;
  changes: Map<number, CaptureChange>;
};

/** The shortest time between two messages of a bin, milliseconds: about 30 messages per second. */
const interval = 33;

/**
 * Batches captures and changes of a bin: the first is sent at once, those within the interval are sent together. A capture that gets its
 * response before it is sent includes it. `watched` avoids the work for bins without viewers.
 */
export function gatherCaptures(tell: TellOfCaptures, watched: (binId: number) => boolean) {
  const empty = (): Pending => ({ captures: new Map(), changes: new Map() });
  const { pendingOf, schedule, flush, stop } = openPacer(interval, empty, (binId, { captures, changes }) => {
    if (captures.size > 0) tell({ type: 'captures', binId, captures: [...captures.values()] });
    if (changes.size > 0) tell({ type: 'changed', binId, changes: [...changes.values()] });
  });

  function changed(binId: number, change: CaptureChange) {
    if (!watched(binId)) return;
    const pending = pendingOf(binId);
    const unsent = pending.captures.get(change.seq);
    if (unsent) Object.assign(unsent, change);
    else pending.changes.set(change.seq, { ...pending.changes.get(change.seq), ...change });
    schedule(binId);
  }

  return {
    captured(binId: number, received: Recognised, seq: number) {
      if (!watched(binId)) return;
      pendingOf(binId).captures.set(seq, newSummary(received, seq));
      schedule(binId);
    },
    changed,
    responded(binId: number, seq: number, answered: Answered) {
      if (watched(binId)) changed(binId, { seq, reply: replySummary(answered) });
    },
    flush,
    stop,
  };
}

/** The summary of a capture just committed, without note, pin and response. */
function newSummary(received: Recognised, seq: number): CaptureSummary {
  return captureSummary({ ...received, seq, note: null, pinned: false, answered: null });
}
