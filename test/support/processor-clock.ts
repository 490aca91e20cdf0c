/** The processor time this process has used, milliseconds; independent of other load. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The processor time of work, milliseconds. */
export function processorTime(work: () => void): number {
  const before = processorClock();
  work();
  return processorClock() - before;
}
