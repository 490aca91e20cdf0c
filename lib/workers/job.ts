/**
 * A job: a pure function that may take long, since what it works on was written by strangers. It runs on a worker thread. What it
 * takes and gives is copied between threads, so it is plain data: no functions, no class instances.
 */
export type Job<Input, Output> = (input: Input) => Output | Promise<Output>;

/** For whom a job runs, how long it may take, and what tells that nobody waits for it any more. */
export type JobOptions = {
  /** Who asks: `link:12`, `bin:7`, an address. Askers take turns. */
  readonly asker: string;
  /** How long the job may run, milliseconds; waiting for its turn does not count. The pool's own limit when left out. */
  readonly milliseconds?: number;
  /** Aborted when nobody waits for the result: a job that waits is dropped, one that runs is stopped. */
  readonly signal?: AbortSignal | undefined;
};
