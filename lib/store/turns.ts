import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import { FairQueue } from '#lib/workers/fair-queue.ts';

/** How long all long work together may hold the event loop, milliseconds. A step that begins within it may end after it. */
const slice = 2;
/** Jobs of one asker that run at the same time; more wait. */
const atATime = 4;
/** Rounds of the event loop between two slices: waiting requests are read in one and committed in the next. */
const rounds = 2;

type Lane = { running: number; readonly waiting: (() => void)[] };
type Waiting = { readonly asker: Asker; readonly go: (error?: AskerLeft) => void };

/**
 * Shares the event loop among long work: searches, exports, timelines, imports and deletions.
 *
 * The database driver is synchronous: awaiting it does not give the event loop to others. So long work awaits `take` between
 * two small steps, which gives the event loop back once a slice is used up. The jobs of different askers alternate, so that an
 * asker with many jobs gets no more time than one with a single job.
 */
export class Turns {
  #sliceBegan = Number.NEGATIVE_INFINITY;
  #isScheduled = false;
  /** The jobs that wait for a slice; those of different askers alternate. */
  readonly #waiting = new FairQueue<Waiting>(Number.POSITIVE_INFINITY);
  readonly #lanes = new Map<string, Lane>();

  /** Resolves when the work may continue. Fails with `AskerLeft` once nobody waits for its result. */
  async take(asker: Asker): Promise<void> {
    if (asker.signal?.aborted) throw new AskerLeft();
    if (performance.now() - this.#sliceBegan < slice) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(asker.name, { asker, go: (error) => (error ? reject(error) : resolve()) });
      this.#schedule();
    });
  }

  /**
   * Runs a job once fewer than four jobs of its asker are running. The job takes turns itself. It must not run another job, or
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

  /** The same for a job that yields values. It counts as running only while its consumer waits for the next value. */
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

  /** Begins a slice and gives it to the next job that waits. */
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
