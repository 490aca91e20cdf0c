import { setTimeout as pause } from 'node:timers/promises';
import { isTemporary } from '#lib/client/wirebin-error.ts';

/** The pauses between tries, milliseconds. */
const pauses = [200, 500, 1000, 2000] as const;
/** How long one try may take, milliseconds. A connection that leads nowhere is given up. */
const tryMs = 15_000;

/** Calls the server until it responds: while it cannot be reached, tries again. Fails with what it says, or when the signal is aborted. */
export async function persistently<T>(
  call: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    const timeout = AbortSignal.timeout(tryMs);
    try {
      return await call(AbortSignal.any([signal, timeout]));
    } catch (error) {
      signal.throwIfAborted();
      if (!isTemporary(error) && !timeout.aborted) throw error;
      await pause(pauses[Math.min(failures, pauses.length - 1)], undefined, { signal });
    }
  }
}
