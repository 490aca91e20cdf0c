import type { CaptureSummary } from './capture-json.ts';
import type { Role } from './link.ts';

/**
 * What travels over Socket.IO. Summaries only: bodies are fetched when somebody looks.
 * The browser connects with `auth: { key }`; the server puts it in the room of the bin which that key opens.
 */
export type ServerEvents = {
  /** Sent on every (re)connection, after the room was joined: from here on nothing is missed. */
  joined: (state: { slug: string; role: Role; head: number }) => void;
  /** New captures in commit order; several when the bin is busy. */
  captures: (captures: CaptureSummary[]) => void;
  /** A stored capture changed: held, answered, pinned, noted. */
  changed: (changes: CaptureChange[]) => void;
  /** These captures are gone. */
  removed: (seqs: number[]) => void;
  /** All captures up to this seq are gone, but the kept ones. */
  removedUpTo: (seq: number, kept: number[]) => void;
  /** How many captures have had to go in all because newer ones came; which ones, `removed` says. */
  rotated: (rotatedOut: number) => void;
  /** The bin is set otherwise now; ask the API how. */
  settings: () => void;
  /** The bin itself is gone; nothing more will come. */
  /** How many requests the bin has turned away so far. Sent when it is no longer what it was, and after `joined` when there are any. */
  refused: (count: number) => void;
  closed: (why: 'bin-deleted' | 'bin-expired' | LinkEnd) => void;
  /** How many inspectors are open on this bin, the receiver's own included. */
  present: (count: number) => void;
};

/** Why a link opens nothing any more. */
export type LinkEnd = 'link-revoked' | 'link-expired' | 'key-rotated';

export type CaptureChange = { seq: number } & Partial<
  Pick<CaptureSummary, 'reply' | 'held' | 'note' | 'pinned'>
>;

/** Nothing travels upward: what a person does goes through the API. */
export type ClientEvents = Record<string, never>;
