import { captureSummary } from '../copy-as/capture-json.ts';
import type { Recognised } from '../model/capture.ts';
import type { CaptureSummary } from '../model/capture-json.ts';
import type { CaptureChange, LinkEnd, ServerEvents } from '../model/events.ts';

/** Tells those who watch a bin what happened to it. Never waits and never fails: the feed catches up by seq. */
export interface Announce {
  captured(binId: number, received: Recognised, seq: number): void;
  /** Captures were added from elsewhere, up to this one: the feed fetches those before it. */
  imported(binId: number, newest: CaptureSummary): void;
  changed(binId: number, change: CaptureChange): void;
  removed(binId: number, seqs: number[]): void;
  /** All captures of a bin up to a seq are gone, but the kept ones. */
  removedUpTo(binId: number, seq: number, kept: number[]): void;
  /** How many captures of a bin have had to go in all because newer ones came. */
  rotated(binId: number, rotatedOut: number): void;
  /** A bin has turned away so many requests by now. */
  refused(binId: number, count: number): void;
  /** The bin is set otherwise now: who shows its settings asks for them. */
  settings(binId: number): void;
  closed(binId: number, why: 'bin-deleted' | 'bin-expired'): void;
  /** A link is gone, or has another key: its watchers are told and let go. */
  revoked(linkId: number, why?: LinkEnd): void;
  /** How many pages are open with a link right now. */
  watching(linkId: number): number;
}

/** For places without live channel: nobody watches. */
export const announceToNobody: Announce = {
  captured() {},
  imported() {},
  changed() {},
  removed() {},
  removedUpTo() {},
  rotated() {},
  settings() {},
  closed() {},
  refused() {},
  revoked() {},
  watching: () => 0,
};

/** Emits to the room of a bin. */
export type EmitToBin = <E extends 'captures' | 'changed'>(
  binId: number,
  event: E,
  ...data: Parameters<ServerEvents[E]>
) => void;

type Pending = {
  captures: Map<number, CaptureSummary>;
  changes: Map<number, CaptureChange>;
  timer: NodeJS.Timeout | null;
};

/** At most one message a bin in this many milliseconds: 30 a second is as live as an eye can tell. */
const interval = 33;

/**
 * Captures and changes of a bin, gathered: the first goes out at once, what follows within the interval goes out together.
 * A capture answered before it went out carries its answer already. `watched` spares the work for bins nobody looks at.
 */
export function gatherCaptures(emit: EmitToBin, watched: (binId: number) => boolean) {
  const bins = new Map<number, Pending>();

  function pendingOf(binId: number): Pending {
    const known = bins.get(binId);
    if (known) return known;
    const pending: Pending = { captures: new Map(), changes: new Map(), timer: null };
    bins.set(binId, pending);
    return pending;
  }

  function send(binId: number, pending: Pending) {
    const captures = [...pending.captures.values()];
    const changes = [...pending.changes.values()];
    pending.captures.clear();
    pending.changes.clear();
    if (captures.length > 0) emit(binId, 'captures', captures);
    if (changes.length > 0) emit(binId, 'changed', changes);
    const wasBusy = captures.length > 0 || changes.length > 0;
    pending.timer = wasBusy ? setTimeout(() => send(binId, pending), interval) : null;
    if (!wasBusy) bins.delete(binId);
  }

  return {
    captured(binId: number, received: Recognised, seq: number) {
      if (!watched(binId)) return;
      const pending = pendingOf(binId);
      pending.captures.set(seq, newSummary(received, seq));
      if (!pending.timer) send(binId, pending);
    },
    changed(binId: number, change: CaptureChange) {
      if (!watched(binId)) return;
      const pending = pendingOf(binId);
      const unsent = pending.captures.get(change.seq);
      if (unsent) Object.assign(unsent, change);
      else pending.changes.set(change.seq, { ...pending.changes.get(change.seq), ...change });
      if (!pending.timer) send(binId, pending);
    },
    /** Sends what is waiting for a bin, so that a message of another kind keeps its place in the order. */
    flush(binId: number) {
      const pending = bins.get(binId);
      if (!pending) return;
      if (pending.timer) clearTimeout(pending.timer);
      send(binId, pending);
    },
    stop() {
      for (const [binId, pending] of bins) {
        if (pending.timer) clearTimeout(pending.timer);
        send(binId, pending);
        if (pending.timer) clearTimeout(pending.timer);
      }
      bins.clear();
    },
  };
}

/** The summary of a capture just committed: nobody has noted, pinned or answered it yet. */
function newSummary(received: Recognised, seq: number): CaptureSummary {
  return captureSummary({ ...received, seq, note: null, pinned: false, answered: null });
}
