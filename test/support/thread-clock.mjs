// The processor time of the thread that asks, so that other work on the machine does not count. Linux only.
import { openSync, readSync } from 'node:fs';
import { memorySlowness } from './memory-slowness.mjs';

/** Returns a clock of this thread: milliseconds of processor time on a usual machine. */
export function threadClock() {
  // The first number is the time for which the thread has run, nanoseconds (Documentation/scheduler/sched-stats.rst of Linux).
  const file = openSync('/proc/thread-self/schedstat', 'r');
  const text = Buffer.alloc(100);
  const unit = 1e6 * memorySlowness;
  return () => Number(text.toString('latin1', 0, readSync(file, text, 0, 100, 0)).split(' ')[0]) / unit;
}
