import type { Asker } from '../model/asker.ts';

/**
 * A job: a pure function that may take long, since what it works on was written by strangers. It runs on a worker thread. What it
 * takes and gives is copied between threads, so it is plain data: no functions, no class instances.
 */
export type Job<Input, Output> = (input: Input) => Output | Promise<Output>;

/** For whom a job runs, and how long it may take. */
export type JobOptions = {
  /** Askers take turns. Once one has left, their jobs that wait are dropped, and those that run are stopped. */
  readonly asker: Asker;
  /** How long the job may run, milliseconds; waiting for its turn does not count. The pool's own limit when left out. */
  readonly milliseconds?: number;
};
