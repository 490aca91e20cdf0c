/**
 * Begins what comes together a few at a time, in turns of the event loop. One read of a connection may bring two thousand requests.
 * What comes alone begins at once, and everything begins in the order it came.
 */
export class FewPerTurn {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  /** Begun in this turn. */
  #begun = 0;

  constructor(most: number) {
    this.#most = most;
  }

  begin(work: () => void): void {
    if (this.#begun >= this.#most) return void this.#waiting.push(work);
    if (this.#begun === 0) setImmediate(() => this.#next());
    this.#begun += 1;
    work();
  }

  #next(): void {
    this.#begun = 0;
    for (const work of this.#waiting.splice(0, this.#most)) this.begin(work);
  }
}
