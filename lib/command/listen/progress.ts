/** Which requests are done, where several are sent at a time: the cursor never passes one that is not. */
export class Progress {
  #cursor: number;
  /** In the order they were begun, oldest first. */
  readonly #begun = new Map<number, { isDone: boolean }>();

  constructor(cursor: number) {
    this.#cursor = cursor;
  }

  begin(seq: number): void {
    this.#begun.set(seq, { isDone: false });
  }

  /** Marks a request as done. Returns the cursor: up to it, all requests that were begun are done. */
  end(seq: number): number {
    const own = this.#begun.get(seq);
    if (own) own.isDone = true;
    for (const [first, { isDone }] of this.#begun) {
      if (!isDone) break;
      this.#begun.delete(first);
      this.#cursor = Math.max(this.#cursor, first);
    }
    return this.#cursor;
  }
}
