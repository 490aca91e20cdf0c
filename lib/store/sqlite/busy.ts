import { isBusy } from './driver-error.ts';

/** How long a write waits for other processes to finish theirs, and between two attempts, milliseconds. */
const patience = 2000;
const pause = 50;

/**
 * Tries again while another process is writing. Waiting is done here: SQLite's own busy time-out would hold up the whole
 * process, everybody who only reads included.
 */
export async function whenFree<T>(write: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
