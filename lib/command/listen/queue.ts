/** Requests that wait to be sent, in order. Whoever adds them waits while there are too many. */
export class Queue<T> {
  readonly #items: T[] = [];
  readonly #most: number;
  #isClosed = false;
  #wake: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Adds an item. Resolves once there is room for another one. */
  async add(item: T): Promise<void> {
    this.#items.push(item);
    this.#changed();
    while (this.#items.length >= this.#most && !this.#isClosed) await this.#next();
  }

  /** Takes the oldest item, once there is one; undefined when the queue is closed. */
  async take(): Promise<T | undefined> {
    while (this.#items.length === 0 && !this.#isClosed) await this.#next();
    if (this.#isClosed) return undefined;
    const item = this.#items.shift();
    this.#changed();
    return item;
  }

  /** Nothing more is taken, also what waits. */
  close(): void {
    this.#isClosed = true;
    this.#changed();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #changed(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
