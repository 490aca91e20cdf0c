import type { Answered } from '#lib/model/capture.ts';
import type { NewResponse } from './response-row.ts';

/** How long a response may wait for a capture whose commit it can share, milliseconds. */
const patience = 50;

/** Responses that wait to be recorded: with the next group of captures, or by themselves when none comes. */
export class ResponseQueue {
  readonly #writeAlone: () => void;
  #waiting: NewResponse[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** `writeAlone` writes those that found no group to share a commit with. */
  constructor(writeAlone: () => void) {
    this.#writeAlone = writeAlone;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(response: NewResponse): void {
    this.#waiting.push(response);
    this.#timer ??= setTimeout(this.#writeAlone, patience);
  }

  /** The response of a capture that is not committed yet. */
  find(binId: number, seq: number): Answered | undefined {
    return this.#waiting.findLast((response) => response.seq === seq && response.binId === binId)?.answered;
  }

  /** Removes and returns all that wait, for a transaction; `giveBack` returns them when it fails. */
  take(): NewResponse[] {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  /** They wait for the next transaction, however long that takes: only a new response brings the timer back. */
  giveBack(responses: readonly NewResponse[]): void {
    this.#waiting = [...responses, ...this.#waiting];
  }
}
