import { setTimeout as pause } from 'node:timers/promises';
import { retryPause, tryTimeout } from '#lib/client/retries.ts';
import { isTemporary } from '#lib/client/wirebin-error.ts';

/** The pauses between tries, milliseconds. */
const pauseMs = { first: 200, most: 2000 };
/** How long one try may take, milliseconds. A connection that leads nowhere is given up; a long body gets more time with each try. */
const tryMs = { first: 15_000, most: 300_000 };

/** Calls the server until it responds: while it cannot be reached, tries again. Fails with what it says, or when the signal is aborted. */
export async function persistently<T>(
  call: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; ) {
    const timeout = AbortSignal.timeout(tryTimeout(failures, tryMs));
    try {
      return await call(AbortSignal.any([signal, timeout]));
    } catch (error) {
      signal.throwIfAborted();
      if (!isTemporary(error) && !timeout.aborted) throw error;
      failures += 1;
      await pause(retryPause(error, failures, pauseMs), undefined, { signal });
    }
  }
}
