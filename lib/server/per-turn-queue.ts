/** The current turn of the event loop; one timer counts for all queues. */
let turn = 0;
let isCounting = false;

function currentTurn(): number {
  if (!isCounting) {
    isCounting = true;
    setImmediate(() => {
      turn += 1;
      isCounting = false;
    });
  }
  return turn;
}

/**
 * Starts at most `most` pieces of work per turn of the event loop, in the order they were added. One read of a connection
 * may contain two thousand requests. A single request starts at once.
 */
export class PerTurnQueue {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  /** How many were started in a turn. */
  #begun = 0;
  #turn = -1;

  constructor(most: number) {
    this.#most = most;
  }

  /** Starts a piece of work in this turn, or in one of the next. */
  begin(work: () => void): void {
    if (this.#waiting.length === 0 && this.#hasRoom()) work();
    else if (this.#waiting.push(work) === 1) setImmediate(() => this.#next());
  }

  #hasRoom(): boolean {
    const now = currentTurn();
    if (this.#turn !== now) this.#begun = 0;
    this.#turn = now;
    this.#begun += 1;
    return this.#begun <= this.#most;
  }

  #next(): void {
    for (const work of this.#waiting.splice(0, this.#most)) work();
    if (this.#waiting.length > 0) setImmediate(() => this.#next());
  }
}
