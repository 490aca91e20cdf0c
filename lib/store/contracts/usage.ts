import type { BinUse, BinUseOrder, BinUsePage } from '#lib/model/bin-use.ts';

/** What bins and the database take, for the operator. */
export interface UsageStore {
  /** Adds to the numbers of requests that bins rejected, in one commit. Returns the new numbers of the bins that exist. */
  addRejections(counts: ReadonlyMap<number, number>): Promise<Map<number, number>>;
  /** How many requests a bin has rejected. */
  readRejections(binId: number): Promise<number>;
  /** A page of the bins that are not deleted. */
  listBinUses(page: BinUseQuery): Promise<BinUsePage>;
  /** Those of these bins that are not deleted, in no order. */
  findBinUses(binIds: readonly number[]): Promise<BinUse[]>;
  /** How many bins there are, and how large the database is, bytes. */
  size(): Promise<{ bins: number; bytes: number }>;
  /** Bytes of the database in use, free pages not counted. Costs next to nothing, however many there are. */
  usedBytes(): Promise<number>;
}

/** Which bins a page has: with a `slug` those whose slug begins so. `after` is the `next` of the page before. */
export type BinUseQuery = {
  order: BinUseOrder;
  slug?: string;
  after: BinUsePage['next'];
  limit: number;
};
