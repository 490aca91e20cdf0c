import type { Filter } from '../filter/index.ts';
import type { Asker } from '../model/asker.ts';
import type { Bin, BinNumbers, ReplyingBin } from '../model/bin.ts';
import type { BinUse, BinUseOrder, BinUsePage } from '../model/bin-use.ts';
import type { Block } from '../model/block.ts';
import type { Answered, Capture, CaptureFacts, Recognised } from '../model/capture.ts';
import type { CapturePage, CaptureSummary } from '../model/capture-json.ts';
import type { CaptureEdit } from '../model/input.ts';
import type { Link, Role } from '../model/link.ts';
import type { Redaction } from '../model/redaction.ts';
import type { ReplySettings } from '../model/reply-settings.ts';
import type { Timeline, TimelineDivision } from '../model/timeline.ts';

/**
 * Where bins, captures and links are kept. Every implementation passes `test/store/contract.ts`.
 *
 * - What a promise resolved for is on disk; a later crash or power cut does not take it back.
 * - Captures of a bin are ordered by `seq`, which follows the order of commits. A seq is never given twice, also not
 *   after its capture was deleted.
 * - "No such" answers are `null` or `false`, never exceptions; `fail('slug-taken')`, `fail('pins-full')` and
 *   `fail('store-unavailable')` are the only failures.
 * - Whatever looks at many captures or bytes, or removes many, does it some at a time and takes turns (`turns.ts`), so that
 *   those arriving meanwhile wait little. It is told on whose behalf it does so: work whose asker has left fails with
 *   `AskerLeft`. Only a deletion that has begun is finished all the same, so that half of it is nobody's surprise.
 * - Times are arguments: the store has no clock.
 */
export interface Store {
  /** Adds a bin together with its owner's link. Fails with `slug-taken`. */
  addBin(bin: NewBinRow): Promise<Bin>;
  /**
   * The bin of a slug, also of one it had before; null for a deleted one. With what it answers: the same object for a while, so
   * that what is derived from it is derived once.
   */
  findBin(slug: string): Promise<ReplyingBin | null>;
  changeBin(binId: number, change: Partial<BinSettings>): Promise<Bin | null>;
  /** Gives a bin another slug; the old one leads to it until `dropAliases`. Fails with `slug-taken`. */
  renameBin(binId: number, slug: string, now: number): Promise<Bin | null>;
  /** The slugs a bin had before that lead to it, the last one first. */
  aliases(binId: number): Promise<{ slug: string; createdAt: number }[]>;
  /** Frees slugs that bins have given up by then. */
  dropAliases(before: number): Promise<void>;
  /** Deletes a bin so that it can be restored: it takes no captures, and its slug stays taken. False when it was already. */
  deleteBin(binId: number, now: number): Promise<boolean>;
  restoreBin(binId: number): Promise<Bin | null>;
  /** Removes the bin, its captures and its links for good, some at a time. */
  removeBin(binId: number, asker?: Asker): Promise<boolean>;
  binNumbers(binId: number): Promise<BinNumbers | null>;
  /** Bins with their numbers in order of id, deleted ones too, at most so many above an id. */
  binsAfter(binId: number, limit: number): Promise<{ bin: Bin; numbers: BinNumbers }[]>;
  /** Has somebody told whenever a bin has come to more than its limits allow. */
  whenOverfull(tell: (binId: number) => void): void;
  /** Drops some of the oldest captures of a bin that has more than its limits allow, pinned ones aside; null when it has not. */
  rotate(binId: number): Promise<Rotated | null>;

  /** What a bin answers; null when nobody has said. */
  reply(binId: number): Promise<ReplySettings | null>;
  /**
   * Says what a bin answers; null takes it back. Playbooks of rules that are no longer there, or play something else, begin
   * anew. False when there is no such bin.
   */
  setReply(binId: number, reply: ReplySettings | null): Promise<boolean>;
  /** Counts a request, and says which one it is: 1 for the first. Each number is told once, whichever process asks. */
  countPlay(turn: PlayTurn): Promise<number>;
  /** How many have been counted, without counting. */
  peekPlay(turn: PlayTurn): Promise<number>;
  /** Lets the playbooks of a bin begin anew. */
  resetPlays(binId: number): Promise<void>;

  /** Begins a body that is written while it arrives. It is gone if no capture is added with it within the hour. */
  openLongBody(now: number): Promise<LongBody>;
  /** Leaves a body to the sweep that will be no capture's. */
  dropLongBody(id: number): Promise<void>;

  /**
   * Gives a capture its seq, which it answers, and commits it. Captures that arrive together share a commit.
   * `null` when the bin was removed meanwhile.
   */
  add(binId: number, request: Recognised): Promise<number | null>;
  /** Notes, once, how a capture was answered. Written with the next commit, and by `close` at the latest. */
  answered(binId: number, seq: number, answered: Answered): void;
  /** Corrects what was noted of it: whether its sender had it all, how much of it, and when. */
  answerRevised(binId: number, seq: number, answered: Answered): void;

  /**
   * A page of summaries, `limit` at most or as many as have room (`PageRoom`): newest first, those under `before` when given; with `after`, those above it, oldest first; with
   * both those between, newest first. With a `filter` only those it finds; with a `budget` it looks at no more captures
   * than that, and `next` says where it stopped, however few it found. `head` is the highest seq the bin has given, `total` how many captures it keeps,
   * found or not.
   */
  list(
    binId: number,
    page: { after?: number; before?: number; limit: number; filter?: Filter; budget?: number },
    asker?: Asker,
  ): Promise<CapturePage>;
  /** A capture with all its bytes; for many bytes ask `readBody` instead. */
  capture(binId: number, seq: number | 'latest', asker?: Asker): Promise<Capture | null>;
  /** A capture without its bytes. */
  captureFacts(binId: number, seq: number | 'latest', asker?: Asker): Promise<CaptureFacts | null>;
  /** All captures of a bin, or those a filter finds, with all their bytes, oldest first, one at a time. */
  eachCapture(binId: number, filter?: Filter, asker?: Asker): AsyncIterable<Capture>;
  /**
   * Adds captures made elsewhere, in this order and in one commit. A capture keeps its seq when that is above all the bin
   * has given, else it gets the next. The summary of the last.
   */
  importCaptures(binId: number, captures: readonly Capture[]): Promise<CaptureSummary | null>;
  /** The bytes kept of a body from `first` to `last`, both included, a piece at a time. */
  readBody(binId: number, seq: number, first: number, last: number, asker?: Asker): AsyncIterable<Uint8Array>;
  /** Fails with `pins-full` when the bin has as many pinned captures, or bytes of them, as its limits allow others. */
  changeCapture(binId: number, seq: number, edit: CaptureEdit): Promise<CaptureSummary | null>;
  removeCapture(binId: number, seq: number): Promise<boolean>;
  /** Removes the captures a bin has now, up to the seq it answers, but for the pinned ones, which are kept. */
  removeCaptures(binId: number, asker?: Asker): Promise<{ removed: number; upTo: number; kept: number[] }>;
  /** Removes the captures that a filter finds among those a bin has now, but for the pinned ones. The seqs removed. */
  removeFound(binId: number, filter: Filter, asker?: Asker): Promise<number[]>;
  counts(binId: number): Promise<{ head: number; total: number }>;
  /**
   * How many captures, or of those a filter finds, arrived when; times are microseconds since the epoch, without `from` it
   * begins with the oldest capture. With a `budget` a filter looks at no more captures than that under `before`. What arrives
   * while it counts is above `head` and not counted; nor is what is removed before it was come to.
   */
  timeline(
    binId: number,
    query: {
      from?: number;
      to: number;
      buckets: number;
      by: TimelineDivision;
      filter?: Filter;
      before?: number;
      budget?: number;
    },
    asker?: Asker,
  ): Promise<Timeline>;

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
  /** Notes that a link was used, and so its bin visited. */
  touchLink(linkId: number, now: number): Promise<void>;

  /** Adds to the numbers of requests that bins turned away, all in one commit; the new numbers of those that are there. */
  addRefusals(counts: ReadonlyMap<number, number>): Promise<Map<number, number>>;
  /** How many requests a bin has turned away. */
  refusals(binId: number): Promise<number>;

  /** What the operator keeps out, expired or not, newest first. */
  blocks(): Promise<Block[]>;
  /** Adds a block, or changes the one that keeps out the same. */
  addBlock(block: Omit<Block, 'id'>): Promise<Block>;
  removeBlock(blockId: number): Promise<boolean>;

  /** A page of the bins in use, or of those whose slug begins so, in an order; `after` is where the page before ended. */
  binUses(page: {
    order: BinUseOrder;
    slug?: string;
    after: BinUsePage['next'];
    limit: number;
  }): Promise<BinUsePage>;
  /** Those of these bins that are in use, in no order. */
  binUsesOf(binIds: readonly number[]): Promise<BinUse[]>;
  /** How many bins there are, and how large the database is, bytes. */
  size(): Promise<{ bins: number; bytes: number }>;
  /** Bytes of it in use; what is free in it is not. Costs next to nothing, however much there is. */
  usedBytes(): Promise<number>;

  /**
   * Leaves to `sweepSome` what uploads left behind whose captures were never committed, once that is an hour ago; takes away
   * counts of playbooks that are over.
   */
  sweep(now: number): Promise<void>;
  /** Has `tell` called when there may be something for `sweepSome`: captures were removed, or never came to be. */
  whenLetGo(tell: () => void): void;
  /** Takes away some MiB of the long bodies that are no capture's; false when there are none. */
  sweepSome(): Promise<boolean>;
  /** Gives some of the room that removed captures took back to the disk; false when there is little. */
  giveBack(): Promise<boolean>;
  /** Takes or renews the lease on work that one process does at a time; false while another holds it. */
  takeLease(lease: { name: string; holder: string; now: number; until: number }): Promise<boolean>;
  giveLease(name: string, holder: string): Promise<void>;
  /** Writes something and takes it back: fails with `store-unavailable` where a capture could not be written now. */
  probe(): Promise<void>;
  /** Likewise without writing: fails where it shows from outside, as when the file was deleted. Cheap. */
  look(): Promise<void>;
  /** Commits what is waiting and lets go of the database. */
  close(): Promise<void>;
}

/** What people set of a bin; its slug has a method of its own. Limits above the instance's ceiling are kept, but do not hold. */
export type BinSettings = Pick<
  Bin,
  'name' | 'description' | 'capacity' | 'maxBytes' | 'expiresAfter' | 'frozen'
>;

/** A bin to be added; what is not said is as the instance has it, or as the bin it is a clone of. */
export type NewBinRow = Partial<BinSettings> & {
  slug: string;
  ownerKeyHash: Uint8Array;
  now: number;
  reply?: ReplySettings | null;
  /** The id of a bin whose settings it takes over. */
  cloneOf?: number;
};

/** Captures that had to go because newer ones came, how many have gone in all, and whether there is more to look at. */
export type Rotated = { seqs: number[]; rotatedOut: number; more: boolean };

/** What a playbook counts; `playId` is its rule's id, or `default`. See `PlayCount` in lib/reply/play.ts. */
export type PlayTurn = {
  readonly binId: number;
  readonly playId: string;
  readonly subject: string;
  readonly window: number;
  readonly now: number;
};

/** A body that is being written. */
export type LongBody = {
  readonly id: number;
  /** Adds bytes to its end; resolves once they are committed. When that fails the whole body is left to the sweep. */
  append(bytes: Uint8Array): Promise<void>;
};
