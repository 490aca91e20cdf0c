import { availableParallelism } from 'node:os';
import { type RunJob, WorkerPool } from './worker-pool.ts';

/** The worker threads of a server, for work that would block the event loop. */
export type Workers = {
  /** For viewers: copies, masked captures, exports, imports, searches in bodies. */
  readonly run: RunJob;
  /** For senders: expensive rules, and templates. They never wait behind long work. */
  readonly runForReply: RunJob;
  /** For requests that arrive: checks against schemas. A schema that takes long delays neither viewers nor replies. */
  readonly runForCheck: RunJob;
  /** The number of running and waiting jobs. */
  load(): { readonly running: number; readonly waiting: number };
  close(): Promise<void>;
};

/** Threads are started when there is work for them. `file` is the compiled `thread.ts`. */
export function openWorkers(file: string): Workers {
  const long = new WorkerPool({
    file,
    threads: Math.min(4, Math.max(2, availableParallelism() - 1)),
    milliseconds: 20_000,
    longestQueue: 200,
    rest: 0,
  });
  const short = { file, threads: 2, milliseconds: 2000, longestQueue: 100, rest: 10_000 };
  const replies = new WorkerPool(short);
  const checks = new WorkerPool({
    ...short,
    milliseconds: 3000,
    longestQueue: 200,
    loads: 'schemas',
    heapMiB: 512,
  });
  const pools = [long, replies, checks];
  return {
    run: long.run,
    runForReply: replies.run,
    runForCheck: checks.run,
    load() {
      const loads = pools.map(({ load }) => load);
      return {
        running: loads.reduce((sum, { running }) => sum + running, 0),
        waiting: loads.reduce((sum, { waiting }) => sum + waiting, 0),
      };
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}
