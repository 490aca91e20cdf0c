import type { CaptureSummary } from './capture-json.ts';
import type { DeliverySummary, ReplayProgress } from './delivery-json.ts';
import type { Role } from './link.ts';

/**
 * Events sent over Socket.IO. They carry summaries only: bodies are fetched when they are shown.
 * The browser connects with `auth: { key }`; the server puts it in the room of the bin which that key opens.
 */
export type ServerEvents = {
  /** Sent on every (re)connection, after the room was joined: no event is missed from then on. */
  joined: (state: { slug: string; role: Role; head: number }) => void;
  /** New captures in commit order; several when the bin is busy. */
  captures: (captures: CaptureSummary[]) => void;
  /** A stored capture changed: held, answered, pinned, noted. */
  changed: (changes: CaptureChange[]) => void;
  /** These captures were removed. */
  removed: (seqs: number[]) => void;
  /** All captures up to this seq were removed, except the kept ones. */
  removedUpTo: (seq: number, kept: number[]) => void;
  /** How many captures were evicted in total; `removed` says which. */
  rotated: (rotatedOut: number) => void;
  /** The settings of the bin changed; the API has the new ones. */
  settings: () => void;
  /** How many requests the bin has rejected so far. Sent when the number changed, and after `joined` when there are any. */
  refused: (count: number) => void;
  /** The bin or the link is gone; no more events will follow. */
  closed: (why: 'bin-deleted' | 'bin-expired' | LinkEnd) => void;
  /** Deliveries that were added or have changed; only for links that may see deliveries. */
  deliveries: (deliveries: DeliverySummary[]) => void;
  /** This delivery was removed by a person; only for links that may see deliveries. */
  deliveryRemoved: (id: string) => void;
  /** A bulk replay began, made progress or ended; only for links that may see deliveries. */
  replay: (progress: ReplayProgress) => void;
  /** A forward rule or its queue changed; the API has the new state. Only for links that may see deliveries. */
  forwards: () => void;
  /** How many viewers the bin has, including the receiver. */
  present: (count: number) => void;
};

/** Why a link opens nothing any more. */
export type LinkEnd = 'link-revoked' | 'link-expired' | 'key-rotated';

export type CaptureChange = { seq: number } & Partial<
  Pick<CaptureSummary, 'reply' | 'held' | 'note' | 'pinned'>
>;

/** The browser sends no events: what people do goes through the API. */
export type ClientEvents = Record<string, never>;
