import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long Node takes to start and exit on the machine for which time limits are set, milliseconds. */
const usualStartMs = 40;

/**
 * How many times slower this machine currently is than an idle one, measured by starting Node; at least 1. Limits of
 * wall-clock time are multiplied by it.
 */
export async function slowness(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'exit');
  return Math.max(1, (performance.now() - began) / usualStartMs);
}
