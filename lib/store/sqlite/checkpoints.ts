import { Worker } from 'node:worker_threads';
import type { CheckpointDone } from './checkpoint-thread.ts';

/** So many commits in a second are load: then the thread is started. */
const manyCommits = 50;
/** Commits between two checkpoints: about a thousand pages, as SQLite's own. */
const commitsBetween = 20;
/** An idle thread ends after this time, milliseconds. */
const idleMs = 10_000;

/** Pages of the log from which on a commit makes a checkpoint: without the thread, and beside it, where that is not to happen. */
const pagesAlone = 1000;
const pagesBeside = 40_000;
/** Pages of the log from which on it is to begin anew. */
const pagesOfLog = 8000;

/** What checkpoints need of the connection that writes. */
export type WritingConnection = {
  /** Sets at how many pages of the log a commit makes a checkpoint. */
  setCheckpointPages(pages: number): void;
  /** Makes a checkpoint now, unless a transaction is open. */
  checkpoint(): void;
};

/**
 * Has checkpoints made on a thread while there is load. Under light load the connection that writes makes them, as SQLite does by
 * default. The log can only begin anew when nothing was written since a checkpoint. So when it is long, that connection makes one
 * too, right after the thread made one, and has little left to do.
 */
export class Checkpoints {
  readonly #script: string;
  readonly #file: string;
  readonly #connection: WritingConnection;
  #thread: Worker | null = null;
  #isRunning = false;
  #idle: NodeJS.Timeout | null = null;
  #second = 0;
  #inSecond = 0;
  #sinceLast = 0;

  /** `script` is the compiled `checkpoint-thread.ts`. */
  constructor(script: string, file: string, connection: WritingConnection) {
    this.#script = script;
    this.#file = file;
    this.#connection = connection;
  }

  /** To be called after every commit. */
  readonly noteCommit = (): void => {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    this.#sinceLast += 1;
    if (this.#isRunning || this.#sinceLast < commitsBetween) return;
    if (!this.#thread && this.#inSecond < manyCommits) return;
    this.#isRunning = true;
    this.#sinceLast = 0;
    this.#started().postMessage('checkpoint');
  };

  async close(): Promise<void> {
    await this.#end();
  }

  #started(): Worker {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(), idleMs).unref();
    if (this.#thread) return this.#thread;
    const thread = new Worker(this.#script, { workerData: { file: this.#file }, execArgv: [] });
    thread.unref();
    thread.on('message', ({ logPages }: CheckpointDone) => {
      this.#isRunning = false;
      if (this.#thread === thread && logPages > pagesOfLog) this.#checkpointHere();
    });
    // Without the thread the connection that writes makes the checkpoints.
    thread.on('error', () => void this.#end());
    thread.on('exit', () => {
      if (this.#thread === thread) void this.#end();
    });
    this.#thread = thread;
    this.#connection.setCheckpointPages(pagesBeside);
    return thread;
  }

  #checkpointHere(): void {
    try {
      this.#connection.checkpoint();
    } catch {
      // Whatever is wrong with the database, as when the disk is full, captures will say so.
    }
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    this.#thread = null;
    this.#isRunning = false;
    if (this.#idle) clearTimeout(this.#idle);
    this.#connection.setCheckpointPages(pagesAlone);
    await thread.terminate();
  }
}
