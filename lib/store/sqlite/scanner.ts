import { Worker } from 'node:worker_threads';
import { type Asker, AskerLeft } from '#lib/model/asker.ts';
import { FairQueue } from '#lib/workers/fair-queue.ts';
import type { Scan, Scanner, ScanOrder } from '../sql/scanner.ts';
import type { ScanOutcome } from './scan-thread.ts';

type Waiting = {
  readonly order: ScanOrder;
  readonly asker: Asker;
  readonly resolve: (scan: Scan) => void;
  readonly reject: (reason: unknown) => void;
};

/** An idle thread ends after this time, milliseconds. */
const idleMs = 30_000;

/** Runs scans on a thread, one after the other. Those of different askers alternate. The thread is started when there is work. */
export class ThreadScanner implements Scanner {
  readonly #script: string;
  readonly #file: string;
  readonly #queue = new FairQueue<Waiting>(Number.POSITIVE_INFINITY);
  #thread: Worker | null = null;
  #running: Waiting | null = null;
  #idle: NodeJS.Timeout | null = null;

  /** `script` is the compiled `scan-thread.ts`, `file` the database. */
  constructor(script: string, file: string) {
    this.#script = script;
    this.#file = file;
  }

  /** Fails with `AskerLeft` once the asker has left, and with the errors of the database. */
  scan(order: ScanOrder, asker: Asker): Promise<Scan> {
    return new Promise((resolve, reject) => {
      this.#queue.add(asker.name, { order, asker, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await this.#end(new Error('The store was closed.'));
  }

  #next(): void {
    if (this.#running) return;
    for (let next = this.#queue.take(); next; next = this.#queue.take()) {
      if (next.asker.signal?.aborted) {
        next.reject(new AskerLeft());
        continue;
      }
      this.#running = next;
      const thread = this.#started();
      thread.ref();
      thread.postMessage(next.order);
      return;
    }
    this.#rest();
  }

  #started(): Worker {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    if (this.#thread) return this.#thread;
    const thread = new Worker(this.#script, { workerData: { file: this.#file }, execArgv: [] });
    thread.on('message', (outcome: ScanOutcome) => this.#settle(outcome));
    thread.on('error', (error) => void this.#end(error));
    thread.on('exit', () => {
      if (this.#thread === thread) void this.#end(new Error('The thread for searches ended.'));
    });
    this.#thread = thread;
    return thread;
  }

  #settle(outcome: ScanOutcome): void {
    const waiting = this.#running;
    this.#running = null;
    this.#thread?.unref();
    if (waiting?.asker.signal?.aborted) waiting.reject(new AskerLeft());
    else if ('scan' in outcome) waiting?.resolve(outcome.scan);
    else waiting?.reject(Object.assign(new Error(outcome.error.message), { code: outcome.error.code }));
    this.#next();
  }

  #rest(): void {
    if (!this.#thread || this.#idle) return;
    this.#idle = setTimeout(() => void this.#end(new Error('It was idle.')), idleMs).unref();
  }

  /** Ends the thread; the scan it was at, and those that wait, fail. The next one starts it again. */
  async #end(reason: unknown): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    const failed = [...(this.#running ? [this.#running] : []), ...this.#queue.drain()];
    this.#running = null;
    for (const { reject } of failed) reject(reason);
    await thread?.terminate();
  }
}
