import { Worker } from 'node:worker_threads';
import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import { Failure } from '#lib/model/errors.ts';
import { FairQueue } from './fair-queue.ts';
import type { JobInput, JobName, JobOutput } from './jobs/index.ts';
import { errorOf, type Order, type Outcome } from './messages.ts';

/** The asker of a job, and its limits. */
export type JobOptions = {
  /** Askers take turns. Once one disconnects, its waiting jobs are dropped and its running jobs stopped. */
  readonly asker: Asker;
  /** The time limit of the job in milliseconds, without waiting. Default: the limit of the pool. */
  readonly milliseconds?: number;
  /** Buffers that are transferred instead of copied. */
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
  /** The most threads; each is started when there is work for it. */
  readonly threads: number;
  /** The default time limit of a job, milliseconds. */
  readonly milliseconds: number;
  /** The most waiting jobs of one asker. */
  readonly longestQueue: number;
  /** How long an asker is blocked after one of its jobs took too long, milliseconds. */
  readonly rest: number;
  /** What the threads load before their first job: by default what rules and templates need. */
  readonly loads?: 'schemas';
  /** The memory limit of a job, MiB. Default: `usualHeap`. */
  readonly heapMiB?: number;
};

/** MiB: copying a body of 25 MiB takes a few hundred. */
const usualHeap = 1024;
/** An idle thread ends after this time, milliseconds. */
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
 * Worker threads for work that may take long, so that the event loop stays responsive. A job over its time limit, or whose asker has
 * disconnected, is stopped by ending its thread. Askers take turns, and a single asker cannot occupy all threads.
 */
export class WorkerPool {
  readonly #limits: PoolLimits;
  readonly #heapMiB: number;
  readonly #queue: FairQueue<Waiting>;
  readonly #threads = new Set<Thread>();
  readonly #resting = new Map<string, number>();
  #isClosed = false;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
    this.#heapMiB = limits.heapMiB ?? usualHeap;
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

  /** The number of running and waiting jobs. */
  get load(): { running: number; waiting: number } {
    const running = [...this.#threads].filter(({ job }) => job !== null).length;
    return { running, waiting: this.#queue.size };
  }

  /** Ends all threads; running jobs fail with `draining`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#queue.drain()) fail(waiting, new Failure('draining'));
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, new Failure('draining'))));
  }

  /** Assigns waiting jobs to idle threads, and starts threads while jobs wait. */
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
    const worker = new Worker(this.#limits.file, {
      workerData: this.#limits.loads,
      resourceLimits: { maxOldGenerationSizeMb: this.#heapMiB },
      // Arguments of a program that has a server in its process are not for its threads.
      execArgv: [],
    });
    const thread: Thread = { worker, isReady: false, job: null, deadline: null, idle: null };
    this.#threads.add(thread);
    worker.unref();
    worker.on('message', (message: 'ready' | Outcome) => {
      if (message === 'ready') thread.isReady = true;
      else this.#settle(thread, message);
      this.#rest(thread);
      this.#serve();
    });
    worker.on('error', (error) => void this.#end(thread, failureOf(error, this.#heapMiB)));
    worker.on('exit', () => void this.#end(thread, new Error('A worker thread ended.')));
  }

  #settle(thread: Thread, outcome: Outcome): void {
    const waiting = this.#finish(thread);
    if (!waiting) return;
    waiting.settle();
    if ('error' in outcome) waiting.reject(errorOf(outcome.error));
    else waiting.resolve(outcome.output);
  }

  /** Clears and returns the job of a thread. */
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

  /** Ends a thread; its job fails. */
  async #end(thread: Thread, reason: unknown): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    if (thread.idle) clearTimeout(thread.idle);
    const waiting = this.#finish(thread);
    // If a thread cannot start, fail the waiting jobs: they would start it again and again.
    const failed = waiting ? [waiting] : thread.isReady ? [] : this.#queue.drain();
    for (const one of failed) fail(one, reason);
    if (!this.#isClosed) this.#serve();
    await thread.worker.terminate();
  }

  /** Cancels a job that no one waits for. */
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
  return new Failure('too-much-work', `It took longer than ${milliseconds / 1000} seconds.`);
}

/** The failure of a job whose thread ran out of memory. */
function failureOf(error: Error, heapMiB: number): Error {
  if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new Failure('too-much-work', `It needed more than ${heapMiB} MiB of memory.`);
}
