/** How much one commit may hold: enough to share an fsync among all who wait, little enough to keep them waiting briefly. */
export type GroupLimits = { items: number; bytes: number };

type Waiting<Item, Result> = {
  item: Item;
  size: number;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
};

/**
 * Lets writes that arrive together share one commit.
 *
 * The first write waits for the end of the current turn of the event loop, so that everything the sockets delivered in
 * that turn joins it; writes arriving during a commit form the next one. `write` must be atomic and answer in the order
 * of its items. If it fails for a group, each item is tried alone: one that cannot be written does not fail the others.
 * Not so when `failsAll` says that the failure has nothing to do with the items: then nobody is kept waiting.
 */
export class GroupCommit<Item, Result> {
  readonly #write: (items: Item[]) => Promise<Result[]>;
  readonly #sizeOf: (item: Item) => number;
  readonly #limits: GroupLimits;
  readonly #failsAll: (error: unknown) => boolean;
  #waiting: Waiting<Item, Result>[] = [];
  #running: Promise<void> | null = null;

  constructor(
    write: (items: Item[]) => Promise<Result[]>,
    sizeOf: (item: Item) => number,
    limits: GroupLimits = { items: 256, bytes: 8 * 2 ** 20 },
    failsAll: (error: unknown) => boolean = () => false,
  ) {
    this.#failsAll = failsAll;
    this.#write = write;
    this.#sizeOf = sizeOf;
    this.#limits = limits;
  }

  /** Resolves with what `write` answered for this item, once it is committed. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, size: this.#sizeOf(item), resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing is waiting or being written. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#commit(this.#nextGroup());
    this.#running = null;
  }

  #nextGroup(): Waiting<Item, Result>[] {
    let bytes = 0;
    let count = 0;
    for (const { size } of this.#waiting) {
      if (count === this.#limits.items || (count > 0 && bytes + size > this.#limits.bytes)) break;
      bytes += size;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #commit(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      if (group.length === 1 || this.#failsAll(error)) for (const { reject } of group) reject(error);
      else for (const waiting of group) await this.#commit([waiting]);
    }
  }
}
