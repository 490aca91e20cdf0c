import { memorySlowness } from './memory-slowness.mjs';

/** The processor time this process has used, milliseconds on a usual machine; independent of other load. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 / memorySlowness;
}

/** The processor time of work, milliseconds on a usual machine. */
export function processorTime(work: () => void): number {
  const before = processorClock();
  work();
  return processorClock() - before;
}
