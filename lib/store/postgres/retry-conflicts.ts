import { isConflict } from './driver-error.ts';

/** How long a write is repeated, and the longest pause between two attempts, milliseconds. */
const patience = 5000;
const longestPause = 50;

/** Repeats a write that the database has ended because it and another one waited for each other, or read what the other changed. */
export async function retryConflicts<T>(write: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isConflict(error) || performance.now() > deadline) throw error;
      // Not all at the same time again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPause));
    }
  }
}
