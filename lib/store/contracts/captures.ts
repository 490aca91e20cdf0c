import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Answered, Capture, CaptureFacts, CaptureMarks, Recognised } from '#lib/model/capture.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import type { CaptureEdit } from '#lib/model/input.ts';
import type { Timeline, TimelineDivision } from '#lib/model/timeline.ts';
import type { CountedKey, ValueCounts } from '#lib/model/value-counts.ts';
import type { Committed } from '../group-commit.ts';

/** Captures: written when they arrive, read, and changed or removed by people. */
export interface CaptureStore extends CaptureWrites, CaptureReads, CaptureChanges {}

/** What is written while requests arrive. */
export interface CaptureWrites {
  /**
   * Commits a capture and returns its seq. Captures that arrive together share a commit. Null when the bin was removed
   * meanwhile.
   */
  addCapture(binId: number, request: Recognised): Promise<number | null>;
  /** The same with a callback, which must not throw, for captures that arrive by the thousand. */
  addCaptureThen(binId: number, request: Recognised, done: Committed<number | null>): void;
  /** Records, once, how a capture was answered. It is written with the next commit, and by `close` at the latest. */
  recordResponse(binId: number, seq: number, answered: Answered): void;
  /** Corrects what was recorded: status, time, and how much of the response the sender received. */
  correctResponse(binId: number, seq: number, answered: Answered): void;
}

/** What is read of captures. A seq of `latest` is the highest that is still there. */
export interface CaptureReads {
  /** A page of summaries, and where the next one begins. */
  list(binId: number, page: PageQuery, asker?: Asker): Promise<CapturePage>;
  /** A capture with all its bytes; for many bytes use `readBody`. */
  capture(binId: number, seq: number | 'latest', asker?: Asker): Promise<Capture | null>;
  /** A capture without its bytes. */
  captureFacts(binId: number, seq: number | 'latest', asker?: Asker): Promise<CaptureFacts | null>;
  /** All captures of a bin, or those that match a filter, with all their bytes, oldest first, one at a time. */
  eachCapture(binId: number, filter?: Filter, asker?: Asker): AsyncIterable<Capture>;
  /** The bytes kept of a body from offset `first` to `last`, both included, a piece at a time. */
  readBody(binId: number, seq: number, first: number, last: number, asker?: Asker): AsyncIterable<Uint8Array>;
  /** The highest seq a bin has given, and how many captures it keeps; both 0 when there is no such bin. */
  counts(binId: number): Promise<{ head: number; total: number }>;
  /** How many captures arrived when. */
  timeline(binId: number, query: TimelineQuery, asker?: Asker): Promise<Timeline>;
  /** Which values captures have for a filter key, and how many have each. */
  values(binId: number, query: ValuesQuery, asker?: Asker): Promise<ValueCounts>;
}

/** What people do to captures. */
export interface CaptureChanges {
  /**
   * Sets the note or the pin of a capture. Null when there is no such capture. Fails with `pins-full` when as many captures
   * are pinned, or bytes of them, as the limits of the bin allow others. With `before`, fails with `precondition-failed` where note and
   * pin are no longer these.
   */
  changeCapture(
    binId: number,
    seq: number,
    edit: CaptureEdit,
    before?: CaptureMarksBefore,
  ): Promise<CaptureSummary | null>;
  /** False when there is no such capture. */
  removeCapture(binId: number, seq: number): Promise<boolean>;
  /** Removes all captures up to the seq `upTo`, the highest when it begins. Pinned ones are `kept`. */
  removeCaptures(binId: number, asker?: Asker): Promise<{ removed: number; upTo: number; kept: number[] }>;
  /** Removes the captures that match a filter when it begins, except pinned ones. Returns the seqs removed. */
  removeMatching(binId: number, filter: Filter, asker?: Asker): Promise<number[]>;
  /**
   * Adds captures made elsewhere, in this order and in one commit. A capture keeps its seq when that is higher than all the
   * bin has given, else it gets the next one. Returns the summary of the last; null when there is no such bin.
   */
  importCaptures(binId: number, captures: readonly Capture[]): Promise<CaptureSummary | null>;
}

/** The note and the pin of a capture as the person saw them who changes them. */
export type CaptureMarksBefore = Pick<CaptureMarks, 'note' | 'pinned'>;

/**
 * Which summaries a page has: at most `limit`, or as many as have room (`PageRoom`).
 *
 * The newest come first. `before` and `after` are seqs that bound them; with `after` alone the oldest come first. With a
 * `filter` only captures that match are listed; with a `budget` no more captures than that are looked at, and `next` of the
 * page says where it stopped.
 */
export type PageQuery = {
  after?: number;
  before?: number;
  limit: number;
  filter?: Filter;
  budget?: number;
};

/**
 * Which captures a timeline counts, and in how many buckets. Times are microseconds since the epoch; without `from` it begins
 * with the oldest capture.
 *
 * With a `filter` only captures that match are counted; with a `budget` no more captures than that, below the seq `before`, are
 * looked at. Captures that arrive while it counts are above its `head` and are not counted.
 */
export type TimelineQuery = {
  from?: number;
  to: number;
  buckets: number;
  by: TimelineDivision;
  filter?: Filter;
  before?: number;
  budget?: number;
};

/** The filter key whose values are counted, and how many of the newest captures are counted at most. */
export type ValuesQuery = { key: CountedKey; budget: number };
