import { availableParallelism } from 'node:os';
import { type RunJob, WorkerPool } from './worker-pool.ts';

/** The worker threads of a server, for work that would block the event loop. */
export type Workers = {
  /** For viewers: copies, masked captures, exports, imports, searches in bodies. */
  readonly run: RunJob;
  /** For senders: expensive rules, and templates. They never wait behind long work. */
  readonly runForReply: RunJob;
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
  const short = new WorkerPool({ file, threads: 2, milliseconds: 2000, longestQueue: 100, rest: 10_000 });
  return {
    run: long.run,
    runForReply: short.run,
    load() {
      const [one, other] = [long.load, short.load];
      return { running: one.running + other.running, waiting: one.waiting + other.waiting };
    },
    async close() {
      await Promise.all([long.close(), short.close()]);
    },
  };
}
