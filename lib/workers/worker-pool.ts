import { Worker } from 'node:worker_threads';
import { type Asker, AskerLeft } from '../model/asker.ts';
import { Failure } from '../model/errors.ts';
import { FairQueue } from './fair-queue.ts';
import type { JobInput, JobName, JobOutput } from './jobs/index.ts';
import { errorOf, type Order, type Outcome } from './messages.ts';

/** For whom a job runs, and how long it may take. */
export type JobOptions = {
  /** Askers take turns. Once one has left, their jobs that wait are dropped, and those that run are stopped. */
  readonly asker: Asker;
  /** How long the job may run, milliseconds; waiting for its turn does not count. The pool's own limit when left out. */
  readonly milliseconds?: number;
  /** Memory that is handed over rather than copied. */
  readonly transfer?: readonly ArrayBuffer[];
};

/**
 * Runs a job on a worker thread. Fails as the job fails, and with `too-much-work` when it takes too long or too much memory, `busy`
 * when too many jobs of the asker wait, or `AskerLeft`.
 */
export type RunJob = <Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
  options: JobOptions,
) => Promise<JobOutput<Name>>;

export type PoolLimits = {
  /** The compiled `thread.ts`. */
  readonly file: string;
  /** Threads at most; each is started when there is work for it. */
  readonly threads: number;
  /** How long a job may run unless it says otherwise, milliseconds. */
  readonly milliseconds: number;
  /** Jobs of one asker that may wait. */
  readonly longestQueue: number;
  /** How long an asker whose job took too long has all others refused, milliseconds. */
  readonly rest: number;
};

/** Memory that one job may use, MiB: a copy of a body of 25 MiB takes a few hundred. */
const heapMiB = 1024;
/** A thread with nothing to do ends after so many milliseconds. */
const idleMs = 30_000;

type Waiting = {
  readonly order: Order;
  readonly options: JobOptions;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Stops listening to the asker's signal. */
  readonly settle: () => void;
};

type Thread = {
  readonly worker: Worker;
  isReady: boolean;
  job: Waiting | null;
  deadline: NodeJS.Timeout | null;
  idle: NodeJS.Timeout | null;
};

/**
 * Worker threads for work that may take long: the event loop, which takes requests in, goes on meanwhile. A job that takes longer
 * than it may, or that nobody waits for any more, ends with its thread. Askers take turns, and one alone cannot take all threads.
 */
export class WorkerPool {
  readonly #limits: PoolLimits;
  readonly #queue: FairQueue<Waiting>;
  readonly #threads = new Set<Thread>();
  readonly #resting = new Map<string, number>();
  #isClosed = false;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
    this.#queue = new FairQueue(limits.longestQueue);
  }

  readonly run: RunJob = (job, input, options) => {
    const { name: asker, signal } = options.asker;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new AskerLeft());
      if (this.#isClosed) return reject(new Failure('draining'));
      if (this.#isResting(asker)) return reject(tooMuchWork(this.#limits.milliseconds));
      const onAbort = () => this.#abandon(waiting);
      const waiting: Waiting = {
        order: { name: job, input },
        options,
        resolve: resolve as (output: unknown) => void,
        reject,
        settle: () => signal?.removeEventListener('abort', onAbort),
      };
      if (!this.#queue.add(asker, waiting)) return reject(new Failure('busy'));
      signal?.addEventListener('abort', onAbort);
      this.#serve();
    });
  };

  /** Jobs that run now, and jobs that wait. */
  get load(): { running: number; waiting: number } {
    const running = [...this.#threads].filter(({ job }) => job !== null).length;
    return { running, waiting: this.#queue.size };
  }

  /** Ends all threads; jobs under way fail with `draining`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#queue.drain()) fail(waiting, new Failure('draining'));
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, new Failure('draining'))));
  }

  /** Gives waiting jobs to threads that have none, and starts threads while jobs wait. */
  #serve(): void {
    for (const thread of this.#threads) {
      if (thread.isReady && thread.job === null) this.#give(thread);
    }
    const starting = [...this.#threads].filter(({ isReady }) => !isReady).length;
    if (!this.#queue.isEmpty && starting === 0 && this.#threads.size < this.#limits.threads) this.#start();
  }

  #give(thread: Thread): void {
    const waiting = this.#queue.take((asker) => this.#mayRun(asker));
    if (!waiting) return;
    const { order, options } = waiting;
    thread.job = waiting;
    if (thread.idle) clearTimeout(thread.idle);
    const limit = options.milliseconds ?? this.#limits.milliseconds;
    thread.deadline = setTimeout(() => {
      this.#resting.set(options.asker.name, performance.now() + this.#limits.rest);
      void this.#end(thread, tooMuchWork(limit));
    }, limit);
    thread.worker.ref();
    try {
      thread.worker.postMessage(order, options.transfer ?? []);
    } catch (error) {
      this.#finish(thread);
      fail(waiting, error);
      this.#serve();
    }
  }

  /** Whether an asker may have one more thread: all but one, where there are several. */
  #mayRun(asker: string): boolean {
    const running = [...this.#threads].filter(({ job }) => job?.options.asker.name === asker).length;
    return running < Math.max(1, this.#limits.threads - 1);
  }

  #isResting(asker: string): boolean {
    const until = this.#resting.get(asker);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.#resting.delete(asker);
    return false;
  }

  #start(): void {
    const worker = new Worker(this.#limits.file, { resourceLimits: { maxOldGenerationSizeMb: heapMiB } });
    const thread: Thread = { worker, isReady: false, job: null, deadline: null, idle: null };
    this.#threads.add(thread);
    worker.unref();
    worker.on('message', (message: 'ready' | Outcome) => {
      if (message === 'ready') thread.isReady = true;
      else this.#settle(thread, message);
      this.#rest(thread);
      this.#serve();
    });
    worker.on('error', (error) => void this.#end(thread, failureOf(error)));
    worker.on('exit', () => void this.#end(thread, new Error('A worker thread ended.')));
  }

  #settle(thread: Thread, outcome: Outcome): void {
    const waiting = this.#finish(thread);
    if (!waiting) return;
    waiting.settle();
    if ('error' in outcome) waiting.reject(errorOf(outcome.error));
    else waiting.resolve(outcome.output);
  }

  /** The thread has no job any more; the one it had. */
  #finish(thread: Thread): Waiting | null {
    const waiting = thread.job;
    if (thread.deadline) clearTimeout(thread.deadline);
    thread.deadline = null;
    thread.job = null;
    thread.worker.unref();
    return waiting;
  }

  #rest(thread: Thread): void {
    if (thread.idle) clearTimeout(thread.idle);
    thread.idle = setTimeout(() => {
      if (thread.job === null) void this.#end(thread, new Error('It was idle.'));
    }, idleMs).unref();
  }

  /** Ends a thread, whatever it does; its job fails. */
  async #end(thread: Thread, reason: unknown): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    if (thread.idle) clearTimeout(thread.idle);
    const waiting = this.#finish(thread);
    // One that cannot even start fails what waits, or that would start it again and again.
    const failed = waiting ? [waiting] : thread.isReady ? [] : this.#queue.drain();
    for (const one of failed) fail(one, reason);
    if (!this.#isClosed) this.#serve();
    await thread.worker.terminate();
  }

  /** Nobody waits for a job any more. */
  #abandon(waiting: Waiting): void {
    this.#queue.remove(waiting.options.asker.name, waiting);
    const thread = [...this.#threads].find(({ job }) => job === waiting);
    if (thread) void this.#end(thread, new AskerLeft());
    else fail(waiting, new AskerLeft());
  }
}

function fail(waiting: Waiting, reason: unknown): void {
  waiting.settle();
  waiting.reject(reason);
}

function tooMuchWork(milliseconds: number): Failure {
  return new Failure('too-much-work', `It takes longer than ${milliseconds / 1000} seconds.`);
}

/** A thread that runs out of memory is one whose job asked for too much. */
function failureOf(error: Error): Error {
  if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new Failure('too-much-work', `It takes more than ${heapMiB} MiB of memory.`);
}
