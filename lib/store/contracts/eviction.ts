/** Bins that keep more than their limits allow: their oldest captures are evicted. */
export interface EvictionStore {
  /** Calls `listener` whenever a bin keeps more than its limits allow. It replaces the one before. */
  onBinFull(listener: (binId: number) => void): void;
  /**
   * Removes some of the oldest captures of a bin that has more than its limits allow. Pinned captures stay and do not count.
   * Null when the bin is within its limits.
   */
  evictOldest(binId: number): Promise<Eviction | null>;
}

/** Captures that were evicted: their seqs, how many the bin has evicted in total, and whether more must be evicted. */
export type Eviction = { seqs: number[]; evictedTotal: number; hasMore: boolean };
