import { isBusy } from './driver-error.ts';

/** How long a write waits for other processes, and how long between two attempts, milliseconds. */
const patience = 2000;
const pause = 50;

/**
 * Repeats a write while another process is writing. SQLite's own busy timeout is not used: it would block the whole process,
 * reads included. Returns no promise when the write returns none and succeeds at once.
 */
export function retryWhileBusy<T>(write: () => Promise<T>): Promise<T>;
export function retryWhileBusy<T>(write: () => T | Promise<T>): T | Promise<T>;
export function retryWhileBusy<T>(write: () => T | Promise<T>): T | Promise<T> {
  const deadline = performance.now() + patience;
  try {
    const result = write();
    return isPromise(result) ? result.catch(again) : result;
  } catch (error) {
    return again(error);
  }

  async function again(error: unknown): Promise<T> {
    for (let latest = error; ; ) {
      if (!isBusy(latest) || performance.now() > deadline) throw latest;
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        return await write();
      } catch (next) {
        latest = next;
      }
    }
  }
}

/** Prisma's client returns promises of its own. */
function isPromise<T>(result: T | Promise<T>): result is Promise<T> {
  return typeof (result as { catch?: unknown } | null)?.catch === 'function';
}
