import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processorTime } from './processor-clock.ts';

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

/** How long 8 MiB of new memory take to be filled on the machine for which limits of processor time are set, milliseconds. */
const usualFillMs = 3;

/**
 * How many times slower new memory is here than usual, at least 1 and at most 4. On some virtual machines the first write to a page takes
 * ten times as long, and with it all work on long bodies.
 */
function memorySlowness(): number {
  const times = [1, 2, 3].map(() => processorTime(() => void Buffer.alloc(8 * 2 ** 20).fill(1)));
  return Math.min(4, Math.max(1, Math.min(...times) / usualFillMs));
}

/** The longest that one turn of an event loop may take, milliseconds of processor time: 50 on a machine with usual memory. */
export const longestTurnAllowed = 50 * memorySlowness();
