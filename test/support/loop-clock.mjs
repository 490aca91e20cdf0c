// Loaded before a server (`node --import`): measures the longest turn of its event loop in processor time of the main thread,
// so that other work on the machine does not count. SIGUSR2 writes the longest turn since the last signal, in milliseconds, to
// LOOP_CLOCK_FILE.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { threadClock } from './thread-clock.mjs';

if (isMainThread) {
  const now = threadClock();
  let longest = 0;
  let before = now();
  const beat = () => {
    const at = now();
    longest = Math.max(longest, at - before);
    before = at;
    setTimeout(beat, 2).unref();
  };
  beat();

  process.on('SIGUSR2', () => {
    writeFileSync(process.env.LOOP_CLOCK_FILE, String(longest));
    longest = 0;
  });
}
