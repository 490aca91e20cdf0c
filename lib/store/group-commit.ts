/** The largest group: many items share one fsync, and none of them waits long for it. */
export type GroupLimits = { items: number; bytes: number };

/** Called with the result of an item once it is committed, or with the reason why it is not. */
export type Committed<Result> = (error: unknown, result: Result | null) => void;

export type GroupOptions<Item> = {
  /** The bytes of an item; 1 where they do not matter. */
  readonly sizeOf?: (item: Item) => number;
  readonly limits?: GroupLimits;
  /** Whether a failure has nothing to do with the items. */
  readonly failsAll?: (error: unknown) => boolean;
  /** A clock, milliseconds. */
  readonly now?: () => number;
  /** Whose item it is. */
  readonly ownerOf?: (item: Item) => number;
};

type Waiting<Item, Result> = { item: Item; size: number; done: Committed<Result> };

/** A group is complete once this many turns of the event loop have brought nothing new. */
const quietTurns = 2;
/** The longest that a group is gathered, milliseconds. */
const longestGathering = 3;

/**
 * Lets writes that arrive together share one commit.
 *
 * The first write waits for the others of the same turn of the event loop, and while further turns bring more, at most 3 ms: of
 * many connections that are opened at once, a turn accepts only one, and the next one reads its request. Writes arriving during
 * a commit form the next group. `write` must be atomic and return results in the order of its items, at once or later. If it
 * fails for a group, each item is tried alone, so that one item that cannot be written does not fail the others. If `failsAll`
 * says that the failure has nothing to do with the items, all of them fail at once. `lib/wire/capture.ts` sends the response
 * after the commit; `sqlite/durability.ts` has each commit synced to disk. `now` is a clock in milliseconds.
 *
 * Where more is waiting than fits in a group, the owners of items take turns, so that one with many items delays only its own: an item
 * that comes first of its owner is in one of the next two groups. Items of an owner keep their order.
 */
export class GroupCommit<Item, Result> {
  readonly #write: (items: Item[]) => Result[] | Promise<Result[]>;
  readonly #sizeOf: (item: Item) => number;
  readonly #limits: GroupLimits;
  readonly #failsAll: (error: unknown) => boolean;
  readonly #now: () => number;
  readonly #ownerOf: (item: Item) => number;
  /** Those who had items in the group before. */
  #served = new Set<number>();
  #waiting: Waiting<Item, Result>[] = [];
  #waitingBytes = 0;
  #isRunning = false;
  /** The gathering: when it began, how many items there were a turn ago, and for how many turns nothing came. */
  #began = 0;
  #seen = 0;
  #quiet = 0;
  #whenIdle: (() => void)[] = [];

  constructor(
    write: (items: Item[]) => Result[] | Promise<Result[]>,
    {
      sizeOf = () => 1,
      limits = { items: 256, bytes: 8 * 2 ** 20 },
      failsAll = () => false,
      now = () => performance.now(),
      ownerOf = () => 0,
    }: GroupOptions<Item> = {},
  ) {
    this.#now = now;
    this.#ownerOf = ownerOf;
    this.#failsAll = failsAll;
    this.#write = write;
    this.#sizeOf = sizeOf;
    this.#limits = limits;
  }

  /** Resolves with what `write` returned for this item, once it is committed. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.addThen(item, (error, result) => (error === null ? resolve(result as Result) : reject(error)));
    });
  }

  /** The same with a callback, which must not throw: a promise for each item is a tenth of the cost of a capture. */
  addThen(item: Item, done: Committed<Result>): void {
    const size = this.#sizeOf(item);
    this.#waiting.push({ item, size, done });
    this.#waitingBytes += size;
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#gather();
  }

  /** Resolves when nothing is waiting or being written. */
  idle(): Promise<void> {
    if (!this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #gather(): void {
    this.#began = this.#now();
    this.#seen = 0;
    this.#quiet = 0;
    setImmediate(this.#lookAgain);
  }

  readonly #lookAgain = (): void => {
    const { length } = this.#waiting;
    this.#quiet = length > this.#seen ? 0 : this.#quiet + 1;
    this.#seen = length;
    const isComplete =
      this.#quiet >= quietTurns ||
      length >= this.#limits.items ||
      this.#waitingBytes >= this.#limits.bytes ||
      this.#now() - this.#began > longestGathering;
    if (isComplete) this.#commitNext();
    else setImmediate(this.#lookAgain);
  };

  /** Commits the next group, and gathers the one after it. */
  #commitNext(): void {
    const committing = this.#commit(this.#nextGroup());
    if (committing) committing.then(() => this.#goOn());
    else this.#goOn();
  }

  #goOn(): void {
    if (this.#waiting.length > 0) {
      this.#gather();
      return;
    }
    this.#isRunning = false;
    for (const idle of this.#whenIdle.splice(0)) idle();
  }

  #nextGroup(): Waiting<Item, Result>[] {
    const waiting = this.#waiting;
    const { items, bytes } = this.#limits;
    if (waiting.length <= items && this.#waitingBytes <= bytes) {
      this.#waiting = [];
      this.#waitingBytes = 0;
      if (this.#served.size > 0) this.#served.clear();
      return waiting;
    }
    const group = this.#fairGroup();
    const chosen = new Set(group);
    this.#waiting = waiting.filter((one) => !chosen.has(one));
    this.#served = new Set(group.map(({ item }) => this.#ownerOf(item)));
    for (const { size } of group) this.#waitingBytes -= size;
    return group;
  }

  /** As many items as fit in a group: one of each owner in turn, those first who had none in the group before. */
  #fairGroup(): Waiting<Item, Result>[] {
    const byOwner = new Map<number, Waiting<Item, Result>[]>();
    for (const one of this.#waiting) {
      const owner = this.#ownerOf(one.item);
      const own = byOwner.get(owner);
      if (own) own.push(one);
      else byOwner.set(owner, [one]);
    }
    const rank = (owner: number) => Number(this.#served.has(owner));
    const owners = [...byOwner.keys()].sort((one, other) => rank(one) - rank(other));
    const group: Waiting<Item, Result>[] = [];
    let bytes = 0;
    for (let turn = 0; ; turn++) {
      const before = group.length;
      for (const owner of owners) {
        const one = byOwner.get(owner)![turn];
        if (one === undefined) continue;
        const isFull = group.length > 0 && bytes + one.size > this.#limits.bytes;
        if (isFull || group.length === this.#limits.items) return group;
        group.push(one);
        bytes += one.size;
      }
      if (group.length === before) return group;
    }
  }

  /** Returns a promise only when `write` does. */
  #commit(group: Waiting<Item, Result>[]): Promise<void> | undefined {
    let results: Result[] | Promise<Result[]>;
    try {
      results = this.#write(group.map(({ item }) => item));
    } catch (error) {
      return this.#fail(group, error);
    }
    if (results instanceof Promise) {
      return results.then(
        (written) => succeed(group, written),
        (error) => this.#fail(group, error),
      );
    }
    succeed(group, results);
    return undefined;
  }

  #fail(group: Waiting<Item, Result>[], error: unknown): Promise<void> | undefined {
    if (group.length > 1 && !this.#failsAll(error)) return this.#commitEach(group);
    for (const { done } of group) call(done, error ?? new Error('The write failed.'), null);
    return undefined;
  }

  async #commitEach(group: Waiting<Item, Result>[]): Promise<void> {
    for (const waiting of group) await this.#commit([waiting]);
  }
}

function succeed<Item, Result>(group: Waiting<Item, Result>[], results: Result[]): void {
  group.forEach(({ done }, index) => {
    call(done, null, results[index] as Result);
  });
}

/** A callback that throws must not keep the others from being called: what it throws is uncaught, like any other defect. */
function call<Result>(done: Committed<Result>, error: unknown, result: Result | null): void {
  try {
    done(error, result);
  } catch (thrown) {
    setImmediate(() => {
      throw thrown;
    });
  }
}
