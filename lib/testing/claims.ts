/** Which requests of a bin belong to an expectation: each to one at most, also where several wait at the same time. */
export class Claims {
  readonly #claimed = new Set<number>();
  readonly #listeners = new Set<() => void>();

  get size(): number {
    return this.#claimed.size;
  }

  has(seq: number): boolean {
    return this.#claimed.has(seq);
  }

  /** Claims a request. Returns whether it was free. */
  claim(seq: number): boolean {
    if (this.#claimed.has(seq)) return false;
    this.#claimed.add(seq);
    return true;
  }

  /** Frees the requests of an expectation that has failed. Others that wait are told. */
  release(seqs: Iterable<number>): void {
    for (const seq of seqs) this.#claimed.delete(seq);
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` whenever requests become free, until the returned function is called. */
  onRelease(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
