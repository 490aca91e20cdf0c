import { Failure, failureCode } from '#lib/model/errors.ts';

/** Failures that pass when other requests have ended, or after some time. */
const passing = new Set<unknown>(['send-busy', 'send-rate-limited']);

/** Requests that wait until the sending limits allow them. */
export class RoomToSend {
  readonly #waiting = new Set<() => void>();

  /** Lets those that wait try again, in the order in which they began to wait. */
  released(): void {
    for (const go of [...this.#waiting]) go();
  }

  /**
   * Tries to send until the sending limits allow it, at most for `patience` milliseconds. `send` fails with `send-busy` or
   * `send-rate-limited` while they do not. Fails with `send-cancelled` when the signal is aborted.
   */
  async whenAllowed<T>(send: () => Promise<T>, patience: number, signal: AbortSignal): Promise<T> {
    const deadline = performance.now() + patience;
    for (;;) {
      if (signal.aborted) throw new Failure('send-cancelled');
      try {
        return await send();
      } catch (error) {
        const left = deadline - performance.now();
        if (!passing.has(failureCode(error)) || left <= 0) throw error;
        const { retryAfter } = error as Failure;
        await this.#turn(Math.min(left, (retryAfter ?? 1) * 1000), signal);
      }
    }
  }

  /** Resolves when a request has ended, after some milliseconds, or when the signal is aborted. */
  #turn(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      this.#waiting.add(go);
      if (signal.aborted) go();
      else signal.addEventListener('abort', go);
    });
  }
}
