import { type Header, storedOfResponse } from '../model/capture.ts';
import type { Chosen } from '../reply/reply-to.ts';

/**
 * Counts bytes of a sender against what it may send; fails with `rate-limited` or `store-full` once that is used up. Not so when
 * they are `kept` anyway: then only what comes next is rejected.
 */
export type Spend = (bytes: number, how?: { kept: boolean }) => Promise<void>;

/** Bytes that are counted together while a body arrives: few enough to stop one in time, many enough to cost nothing. */
const countedAtATime = 256 * 1024;

const ignore = () => {};

/** Counts what is stored of a request beside its head and body: its trailers, and a response that was made for it alone. */
export function spendBeside(
  spend: Spend | null,
  { trailers }: { readonly trailers: readonly Header[] },
  { reply, isMade = false }: Chosen,
): void {
  const response = isMade ? lengthOf(reply.headers) + Math.min(reply.body.length, storedOfResponse) : 0;
  const bytes = lengthOf(trailers) + response;
  if (bytes > 0) spend?.(bytes, { kept: true }).catch(ignore);
}

function lengthOf(headers: readonly Header[]): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}

/**
 * Counts the bytes of a body while it arrives. A body may be endless, and hundreds may come at once: counted at their end alone
 * they would be far beyond the limit by then. `over` is called once, with the failure, when the body is to be read no further.
 */
export class ByteMeter {
  readonly #spend: Spend;
  readonly #over: (failure: unknown) => void;
  #waiting = 0;
  #isOver = false;

  constructor(spend: Spend, over: (failure: unknown) => void) {
    this.#spend = spend;
    this.#over = over;
  }

  add(bytes: number): void {
    this.#waiting += bytes;
    if (this.#waiting < countedAtATime) return;
    this.#spend(this.#take()).catch((failure) => this.#fail(failure));
  }

  /** Counts what is left. The body is whole by then, and kept: only the next request finds that nothing is left. */
  end(): void {
    // Nothing to wait for, and a count that fails costs its sender nothing.
    if (this.#waiting > 0) this.#spend(this.#take(), { kept: true }).catch(ignore);
  }

  #take(): number {
    const bytes = this.#waiting;
    this.#waiting = 0;
    return bytes;
  }

  #fail(failure: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#over(failure);
  }
}
