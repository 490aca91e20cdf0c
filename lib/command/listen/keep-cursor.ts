import { retryPause, tryTimeout } from '#lib/client/retries.ts';
import { isTemporary } from '#lib/client/wirebin-error.ts';

/**
 * How often the server hears of a listener, and how long it may take to respond, milliseconds: together less than ten seconds. A server that has not
 * responded in time gets more of it.
 */
const heartbeatMs = 5000;
const responseMs = { first: 4000, most: 16_000 };
const pauseMs = { first: 500, most: 500 };

type Parts = {
  /** Says that the listener is alive, and where its cursor is. */
  readonly put: (cursor: number, signal: AbortSignal) => Promise<unknown>;
  /** The cursor that the server has. */
  readonly cursor: number;
  /** Called when the server stops or begins to respond. */
  readonly heard: (isHeard: boolean, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** Keeps the cursor of a listener on the server, and shows the server that the listener is alive. */
export type CursorKeeper = {
  /** Resolves once the server has the cursor: while it does not respond, tries again. */
  moveTo(cursor: number): Promise<void>;
  /** Rejects when the server does not want the listener any more, or when the signal is aborted. */
  readonly ended: Promise<never>;
};

/** One call at a time, so that the cursor never goes back. */
export function keepCursor({ put, cursor: start, heard, signal }: Parts): CursorKeeper {
  let wanted = start;
  let known = start;
  let waiting: { readonly cursor: number; resolve(): void; reject(error: unknown): void }[] = [];
  let wake: () => void = () => {};
  let failure: { error: unknown } | null = null;

  const ended = run().catch((error: unknown) => {
    failure = { error };
    for (const one of waiting.splice(0)) one.reject(error);
    throw error;
  });
  // It may be looked at later.
  ended.catch(() => {});

  async function run(): Promise<never> {
    for (let failures = 0; ; ) {
      if (wanted <= known) await pauseUntilWoken(heartbeatMs);
      signal.throwIfAborted();
      const cursor = wanted;
      const timeout = AbortSignal.timeout(tryTimeout(failures, responseMs));
      try {
        await put(cursor, AbortSignal.any([signal, timeout]));
      } catch (error) {
        signal.throwIfAborted();
        if (!isTemporary(error) && !timeout.aborted) throw error;
        failures += 1;
        heard(false, error);
        await pauseUntilWoken(retryPause(error, failures, pauseMs), false);
        continue;
      }
      failures = 0;
      known = cursor;
      heard(true, null);
      const [done, left] = [
        waiting.filter((one) => one.cursor <= known),
        waiting.filter((one) => one.cursor > known),
      ];
      waiting = left;
      for (const one of done) one.resolve();
    }
  }

  function pauseUntilWoken(ms: number, mayWake = true): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        wake = () => {};
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
      if (mayWake) wake = end;
    });
  }

  return {
    ended,
    moveTo(cursor) {
      if (failure) return Promise.reject(failure.error);
      if (cursor <= known) return Promise.resolve();
      wanted = Math.max(wanted, cursor);
      const moved = new Promise<void>((resolve, reject) => waiting.push({ cursor, resolve, reject }));
      wake();
      return moved;
    },
  };
}
