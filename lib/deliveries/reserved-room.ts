import { Failure } from '#lib/model/errors.ts';

type Limit = {
  readonly most: number;
  /** How many of a bin there are now. */
  readonly countOf: (binId: number) => number;
  /** What is said when there is no room. */
  readonly words: string;
};

/** A limit for each bin. Room is reserved while something is being added, so that requests at the same time do not exceed it together. */
export class ReservedRoom {
  readonly #limit: Limit;
  readonly #reserved = new Map<number, number>();

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /** Runs work that adds `count` to a bin. Fails with `send-busy` when there is no room. */
  async during<T>(binId: number, count: number, add: () => Promise<T>): Promise<T> {
    const { most, countOf, words } = this.#limit;
    const others = this.#reserved.get(binId) ?? 0;
    if (countOf(binId) + others + count > most) throw new Failure('send-busy', words, null, 1);
    this.#reserved.set(binId, others + count);
    try {
      return await add();
    } finally {
      const left = this.#reserved.get(binId)! - count;
      if (left === 0) this.#reserved.delete(binId);
      else this.#reserved.set(binId, left);
    }
  }
}
