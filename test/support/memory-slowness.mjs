/** How long 8 MiB of new memory take to be filled on the machine for which limits of processor time are set, milliseconds. */
const usualFillMs = 3;

/**
 * How many times slower new memory is here than usual, from 1 to 4. On some virtual machines the first write to a page takes ten times as
 * long, and with it all work that makes many objects or long texts. Clocks of tests are divided by it, so that limits hold anywhere.
 */
export const memorySlowness = Math.min(4, Math.max(1, Math.min(...[1, 2, 3].map(fillTime)) / usualFillMs));

function fillTime() {
  const before = process.cpuUsage();
  Buffer.alloc(8 * 2 ** 20).fill(1);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
