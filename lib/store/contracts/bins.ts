import type { Asker } from '#lib/model/asker.ts';
import type { Bin, BinNumbers, ReplyingBin } from '#lib/model/bin.ts';
import type { ReplySettings } from '#lib/model/reply-settings.ts';

/** Bins: created, found by slug, changed, renamed, deleted. Times are milliseconds since the epoch. */
export interface BinStore {
  /** Adds a bin together with its owner's link. Fails with `slug-taken`. */
  addBin(bin: NewBinRow): Promise<Bin>;
  /**
   * The bin of a slug, also of a slug it had before; null when there is none or when it is deleted. Its reply settings are the
   * same object as long as they do not change, so that what is derived from them is derived once.
   */
  findBin(slug: string): Promise<ReplyingBin | null>;
  /** The same from memory, for a bin that was found before; null when it has to be looked up. */
  knownBin(slug: string): ReplyingBin | null;
  /**
   * Calls `listener` with the slugs of bins whose settings, slug or existence this process has changed. It replaces the one before.
   */
  onBinsChanged(listener: (slugs: readonly string[]) => void): void;
  /** Another process has changed the bins of these slugs: `findBin` looks them up again. */
  forgetBins(slugs: readonly string[]): void;
  /** Where bins stand now, by id: those that exist. */
  binStates(binIds: readonly number[]): Promise<Map<number, BinState>>;
  /** Changes the settings that are given. Null when there is no such bin. */
  changeBin(binId: number, change: Partial<BinSettings>): Promise<Bin | null>;
  /**
   * Gives a bin another slug. The old one leads to it until `removeAliases`. Null when there is no such bin. Fails with
   * `slug-taken`.
   */
  renameBin(binId: number, slug: string, now: number): Promise<Bin | null>;
  /** The former slugs that lead to a bin, the newest first. */
  listAliases(binId: number): Promise<{ slug: string; createdAt: number }[]>;
  /** Frees the former slugs that bins gave up at `before` or earlier. */
  removeAliases(before: number): Promise<void>;
  /** Deletes a bin so that it can be restored: it takes no captures, and its slug stays taken. False when it was deleted. */
  deleteBin(binId: number, now: number): Promise<boolean>;
  /** Restores a deleted bin. Null when there is no such bin. */
  restoreBin(binId: number): Promise<Bin | null>;
  /** Removes a bin for good, with its captures and its links, some at a time. False when there is no such bin. */
  removeBin(binId: number, asker?: Asker): Promise<boolean>;
  /** How much a bin keeps; null when there is no such bin. */
  binNumbers(binId: number): Promise<BinNumbers | null>;
  /** Bins with their numbers in order of id, deleted ones included: at most `limit` with an id above `after`. */
  listBins(after: number, limit: number): Promise<{ bin: Bin; numbers: BinNumbers }[]>;
}

/** How far a bin is: its highest seq, how many captures it stores, and whether it is deleted. */
export type BinState = {
  readonly slug: string;
  readonly head: number;
  readonly total: number;
  readonly isDeleted: boolean;
};

/** What people set of a bin; its slug has a method of its own. Limits above the instance's ceiling are kept, but not applied. */
export type BinSettings = Pick<
  Bin,
  'name' | 'description' | 'capacity' | 'maxBytes' | 'expiresAfter' | 'frozen'
>;

/** A bin to be added. Settings that are not given are those of the instance, or of the bin it is a clone of. */
export type NewBinRow = Partial<BinSettings> & {
  slug: string;
  ownerKeyHash: Uint8Array;
  now: number;
  reply?: ReplySettings | null;
  /** The id of the bin whose settings are copied. */
  cloneOf?: number;
};
