/** Milliseconds of processor time this process has used: what work takes, however busy the machine is with other things. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What work takes of a processor, milliseconds. */
export function processorTime(work: () => void): number {
  const before = processorClock();
  work();
  return processorClock() - before;
}
