import { type Header, storedOfResponse } from '#lib/model/capture.ts';
import type { ChosenResponse } from '#lib/reply/respond-to.ts';

/**
 * Counts bytes of a sender against its limit. Fails with `rate-limited` or `store-full` once the limit is reached. Bytes that are
 * `kept` anyway do not fail: only the next ones do.
 */
export type CountBytes = (bytes: number, how?: { kept: boolean }) => Promise<void>;

/** How many bytes of a body are counted together: few enough to stop a long body in time, enough to be cheap. */
const batchBytes = 256 * 1024;

const ignore = () => {};

/** Counts the stored bytes besides head and body: the trailers, and a response that a template made for this request. */
export function countOtherBytes(
  countBytes: CountBytes | null,
  { trailers }: { readonly trailers: readonly Header[] },
  { response, isFromTemplate = false }: ChosenResponse,
): void {
  const own = isFromTemplate
    ? lengthOf(response.headers) + Math.min(response.body.length, storedOfResponse)
    : 0;
  const bytes = lengthOf(trailers) + own;
  if (bytes > 0) countBytes?.(bytes, { kept: true }).catch(ignore);
}

function lengthOf(headers: readonly Header[]): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}

/**
 * Counts the bytes of a body while it arrives. If they were counted at the end, many long bodies at once could exceed the limit by
 * far. `over` is called once, with the failure, when the limit is reached.
 */
export class ByteMeter {
  readonly #countBytes: CountBytes;
  readonly #over: (failure: unknown) => void;
  #waiting = 0;
  #isOver = false;

  constructor(countBytes: CountBytes, over: (failure: unknown) => void) {
    this.#countBytes = countBytes;
    this.#over = over;
  }

  add(bytes: number): void {
    this.#waiting += bytes;
    if (this.#waiting < batchBytes) return;
    this.#countBytes(this.#take()).catch((failure) => this.#fail(failure));
  }

  /** Counts the last bytes. The body is complete and is kept even if they exceed the limit. */
  end(): void {
    // Nobody waits for this, and a failed count does not affect the sender.
    if (this.#waiting > 0) this.#countBytes(this.#take(), { kept: true }).catch(ignore);
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
