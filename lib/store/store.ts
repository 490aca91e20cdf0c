import type { Filter } from '../filter/index.ts';
import type { Bin } from '../model/bin.ts';
import type { Answered, Capture, CaptureFacts, Received } from '../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../model/capture-json.ts';
import type { BinChange, CaptureEdit } from '../model/input.ts';
import type { Link, Role } from '../model/link.ts';
import type { Redaction } from '../model/redaction.ts';

/**
 * Where bins, captures and links are kept. Every implementation passes `test/store/contract.ts`.
 *
 * - What a promise resolved for is on disk; a later crash or power cut does not take it back.
 * - Captures of a bin are ordered by `seq`, which follows the order of commits. A seq is never given twice, also not
 *   after its capture was deleted.
 * - "No such" answers are `null` or `false`, never exceptions; `fail('slug-taken')` and `fail('store-unavailable')` are
 *   the only failures.
 * - Times are arguments: the store has no clock.
 */
export interface Store {
  /** Adds a bin together with its owner's link. Fails with `slug-taken`. */
  addBin(bin: { slug: string; name: string | null; ownerKeyHash: Uint8Array; now: number }): Promise<Bin>;
  findBin(slug: string): Promise<Bin | null>;
  changeBin(binId: number, change: BinChange): Promise<Bin | null>;
  /** Removes the bin, its captures and its links. */
  removeBin(binId: number): Promise<boolean>;

  /** Begins a body that is written while it arrives. It is gone if no capture is added with it within the hour. */
  openLongBody(now: number): Promise<LongBody>;

  /**
   * Gives a capture its seq, which it answers, and commits it. Captures that arrive together share a commit.
   * `null` when the bin was removed meanwhile.
   */
  add(binId: number, received: Received): Promise<number | null>;
  /** Notes how a capture was answered. Written with the next commit, and by `close` at the latest. */
  answered(binId: number, seq: number, answered: Answered): void;

  /**
   * A page of summaries: newest first, those under `before` when given; with `after`, those above it, oldest first.
   * With a `filter` only those it finds. `head` is the highest seq the bin has given, `total` how many captures it keeps,
   * found or not.
   */
  list(
    binId: number,
    page: { after?: number; before?: number; limit: number; filter?: Filter },
  ): Promise<CapturePage>;
  /** A capture with all its bytes; for many bytes ask `readBody` instead. */
  capture(binId: number, seq: number | 'latest'): Promise<Capture | null>;
  /** A capture without its bytes. */
  captureFacts(binId: number, seq: number | 'latest'): Promise<CaptureFacts | null>;
  /** All captures of a bin, or those a filter finds, with all their bytes, oldest first, one at a time. */
  eachCapture(binId: number, filter?: Filter): AsyncIterable<Capture>;
  /**
   * Adds captures made elsewhere, in this order and in one commit. A capture keeps its seq when that is above all the bin
   * has given, else it gets the next. The summary of the last.
   */
  importCaptures(binId: number, captures: readonly Capture[]): Promise<CaptureSummary | null>;
  /** The bytes kept of a body from `first` to `last`, both included, a piece at a time. */
  readBody(binId: number, seq: number, first: number, last: number): AsyncIterable<Uint8Array>;
  changeCapture(binId: number, seq: number, edit: CaptureEdit): Promise<CaptureSummary | null>;
  removeCapture(binId: number, seq: number): Promise<boolean>;
  /** Removes the captures a bin has now, up to the seq it answers, but for the pinned ones, which are kept. */
  removeCaptures(binId: number): Promise<{ removed: number; upTo: number; kept: number[] }>;
  /** Removes the captures that a filter finds among those a bin has now, but for the pinned ones. The seqs removed. */
  removeFound(binId: number, filter: Filter): Promise<number[]>;
  counts(binId: number): Promise<{ head: number; total: number }>;

  addLink(link: {
    binId: number;
    role: Role;
    label: string | null;
    captureSeq?: number | null;
    redaction?: Redaction | null;
    keyHash: Uint8Array;
    expiresAt: number | null;
    now: number;
  }): Promise<Link>;
  /** The link a key opens and its bin, whether expired or not: `access/entry.ts` judges that. */
  findLink(keyHash: Uint8Array): Promise<{ link: Link; bin: Bin } | null>;
  links(binId: number): Promise<Link[]>;
  removeLink(binId: number, linkId: number): Promise<boolean>;
  /** Gives a link another key; the one it had opens nothing from then on. False when there is no such link. */
  changeLinkKey(linkId: number, keyHash: Uint8Array): Promise<boolean>;
  /** Notes that a link was used. */
  touchLink(linkId: number, now: number): Promise<void>;

  /** Takes away what uploads left behind whose captures were never committed, once that is an hour ago. */
  sweep(now: number): Promise<void>;
  /** Whether a write would succeed now. */
  ready(): Promise<boolean>;
  /** Commits what is waiting and lets go of the database. */
  close(): Promise<void>;
}

/** A body that is being written. */
export type LongBody = {
  readonly id: number;
  /** Adds bytes to its end; resolves once they are committed. */
  append(bytes: Uint8Array): Promise<void>;
};
