import type {
  Breaker,
  Forward,
  ForwardCause,
  ForwardItem,
  ForwardPause,
  ForwardSettings,
} from '#lib/model/forward.ts';

/**
 * Forward rules of bins, and the queue of each: one item for every capture that the rule has looked at. They are removed with the bin.
 * A process that sends items has a lease with its own name as name and holder. Times are milliseconds since the epoch.
 */
export interface ForwardStore {
  /** How this database calls itself in the header that counts hops: 12 hexadecimal digits. */
  instanceId(): Promise<string>;
  /** The rules of a bin, oldest first. */
  listForwards(binId: number): Promise<readonly Forward[]>;
  forward(binId: number, id: string): Promise<Forward | null>;
  /** The rules of all bins that are not deleted, for the process that runs them, with the highest seq of each bin. */
  listEveryForward(): Promise<
    readonly { readonly binId: number; readonly head: number; readonly forward: Forward }[]
  >;
  /** Adds a rule, unless there is no such bin or it has `most` rules. */
  addForward(binId: number, forward: Forward, most: number): Promise<'added' | 'no-bin' | 'full'>;
  /**
   * Changes a rule; what is omitted stays. Null when there is no such rule. `change` is given the rule as it is then, and nothing comes in
   * between; it may be called again, and what it throws is thrown. With null nothing is changed.
   */
  changeForward(
    binId: number,
    id: string,
    change: (forward: Forward) => ForwardChange | null,
  ): Promise<Forward | null>;
  /** Removes a rule with its queue. False when there is no such rule. */
  removeForward(binId: number, id: string): Promise<boolean>;

  /**
   * Moves the cursor of a rule and adds items for the captures in between, in one commit. Items that are there stay as
   * they are. Those up to `skippedUpTo` of the rule are skipped, because of a pause. Now and then removes the oldest that have ended, and gives up the oldest that wait, beyond the limits. False, and nothing is written, when the cursor is not at `from`.
   */
  queueItems(
    id: string,
    range: { from: number; to: number },
    items: readonly NewForwardItem[],
  ): Promise<boolean>;
  /**
   * Items that may be sent now, in the order of their turn. With `all`, that is at most the oldest that has not ended; with `delivery`, of
   * those with the same key the oldest alone.
   */
  dueItems(
    id: string,
    query: { now: number; order: Forward['order']; limit: number },
  ): Promise<readonly ForwardItem[]>;
  /** When the next item is due that does not wait for another one; null when there is none. */
  nextDueAt(id: string, order: Forward['order']): Promise<number | null>;
  /** Marks a queued item as being sent, and counts an attempt. False when it is not queued any more. */
  beginItem(id: string, seq: number, begun: BegunItem): Promise<boolean>;
  /**
   * The same for a capture that may not have an item yet, for its first attempt: false when it was attempted or left out already.
   */
  claimItem(id: string, item: NewForwardItem, begun: BegunItem): Promise<boolean>;
  /** Records how an attempt ended. False when the process does not send the item any more. */
  endItem(id: string, seq: number, end: EndedItem): Promise<boolean>;
  /** Queued items of captures after a seq that were not attempted become skipped ones, because of a pause. Returns how many. */
  skipQueued(id: string, after: number, now: number): Promise<number>;
  /**
   * Queues items again that were given up, as if they were new, and returns how many: all of the rule, or those of some captures; `withSkipped`
   * also those that were skipped.
   */
  queueAgain(
    id: string,
    which: { seqs: readonly number[] | null; withSkipped: boolean },
    now: number,
  ): Promise<number>;
  /** Items that were given up become skipped ones. Returns how many: all of the rule, or those of some captures. */
  discardDead(id: string, seqs: readonly number[] | null): Promise<number>;
  /** How many items the rules of a bin have in each state, by the id of the rule. */
  itemCounts(binId: number): Promise<ReadonlyMap<string, ItemCounts>>;
  /** A page of the items of a rule, the newest captures first. */
  listItems(id: string, query: ItemQuery): Promise<readonly ForwardItem[]>;
  /** Queues items again whose process has no lease any more. Returns the bins and rules they belong to. */
  interruptItems(now: number): Promise<readonly { readonly binId: number; readonly id: string }[]>;
}

export type ForwardChange = Partial<ForwardSettings> & {
  readonly paused?: ForwardPause | null;
  readonly breaker?: Breaker;
  readonly skippedUpTo?: number;
};

/** An item to be added: queued, or skipped for a reason. */
export type NewForwardItem = {
  readonly seq: number;
  readonly cause: ForwardCause | null;
  /** What all requests of one delivery share; null for a request that has no such key. */
  readonly orderKey: string | null;
  /** When its first attempt may begin; null when it is skipped. */
  readonly dueAt: number | null;
  readonly now: number;
};

export type BegunItem = {
  readonly owner: string;
  readonly deliveryId: string;
  readonly now: number;
};

export type EndedItem = {
  /** The process that made the attempt. */
  readonly owner: string;
  readonly state: 'queued' | 'done' | 'dead' | 'skipped';
  readonly cause: ForwardCause | null;
  /** Only for `queued`. */
  readonly dueAt: number | null;
  readonly isPrivate: boolean;
  /** The attempt does not count: it did not begin. */
  readonly uncounted?: boolean;
  readonly now: number;
};

export type ItemCounts = { readonly [State in ForwardItem['state']]: number };

/** Which items a page has: those in some states, of captures before `before`. */
export type ItemQuery = {
  readonly states: readonly ForwardItem['state'][];
  readonly before?: number;
  readonly limit: number;
};
