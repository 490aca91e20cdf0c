import { type Asker, AskerLeft } from '../model/asker.ts';
import { FairQueue } from '../workers/fair-queue.ts';

/** How long all work together may hold the event loop, milliseconds. A step that begins within it may end after it. */
const slice = 5;
/** Jobs of one asker that are under way at a time; more wait. */
const atATime = 4;
/** Rounds of the event loop between two slices: requests that wait are read in one, and committed in the next. */
const rounds = 2;

type Lane = { running: number; readonly waiting: (() => void)[] };
type Waiting = { readonly asker: Asker; readonly go: (error?: AskerLeft) => void };

/**
 * Shares the event loop among long work: searches, exports, timelines, imports and deletions.
 *
 * The database driver is synchronous, and awaiting it lets nobody else in. So long work awaits `take` between two small steps.
 * That gives the event loop back once a slice is used up. One job goes on after another, the askers in rotation, so that an
 * asker with many jobs gets no more than one with a single job.
 */
export class Turns {
  #sliceBegan = Number.NEGATIVE_INFINITY;
  #isScheduled = false;
  /** Those who wait for a slice, the askers in rotation. */
  readonly #waiting = new FairQueue<Waiting>(Number.POSITIVE_INFINITY);
  readonly #lanes = new Map<string, Lane>();

  /** Resolves when work may go on. Fails with `AskerLeft` once nobody waits for it. */
  async take(asker: Asker): Promise<void> {
    if (asker.signal?.aborted) throw new AskerLeft();
    if (performance.now() - this.#sliceBegan < slice) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(asker.name, { asker, go: (error) => (error ? reject(error) : resolve()) });
      this.#schedule();
    });
  }

  /**
   * Does a job once fewer than four of its asker's are under way. The job takes turns itself; it must not run another one, or
   * four of them could wait for a fifth. Fails with `AskerLeft` when its asker leaves before it begins.
   */
  async run<T>(asker: Asker, job: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(asker.name) ?? { running: 0, waiting: [] };
    this.#lanes.set(asker.name, lane);
    if (lane.running >= atATime) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      await this.take(asker);
      return await job();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) this.#lanes.delete(asker.name);
      }
    }
  }

  /** The same for a job that gives one thing after another. While its taker does not ask for the next it is not under way. */
  async *each<T>(asker: Asker, job: AsyncGenerator<T>): AsyncGenerator<T, void> {
    try {
      for (;;) {
        const { value, done } = await this.run(asker, () => job.next());
        if (done) return;
        yield value;
      }
    } finally {
      await job.return(undefined);
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const pass = (left: number): void => {
      if (left === 0) this.#next();
      else setImmediate(pass, left - 1);
    };
    pass(rounds);
  }

  /** Begins a slice, and lets the next in line use it. */
  #next(): void {
    this.#isScheduled = false;
    this.#sliceBegan = performance.now();
    for (let next = this.#waiting.take(); next; next = this.#waiting.take()) {
      const hasLeft = next.asker.signal?.aborted;
      next.go(hasLeft ? new AskerLeft() : undefined);
      if (!hasLeft) break;
    }
    if (!this.#waiting.isEmpty) this.#schedule();
  }
}
