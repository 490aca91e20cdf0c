/** What `process.report` says of limits, where the system has any. */
type UserLimits = { userLimits?: { open_files?: { soft: number | string } } };

/**
 * How many files and sockets this process may have open: the soft limit, which Node has raised as far as it may. Infinity where
 * there is none, or the system does not say (Windows).
 */
export function descriptorLimit(report: UserLimits = process.report.getReport() as UserLimits): number {
  const soft = Number(report.userLimits?.open_files?.soft ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}

/**
 * How many connections leave enough descriptors for everything else: database, log, worker threads, pages, and connections that
 * are being told why they are closed. Without one left, the system's answer to a connection is a reset.
 */
export function connectionLimit(descriptors: number): number {
  if (descriptors === Number.POSITIVE_INFINITY) return descriptors;
  const reserve = Math.min(1024, 64 + Math.floor(descriptors / 8));
  return Math.max(leastConnections, descriptors - reserve);
}

/** Fewer would be no server, and a limit that low is a mistake. */
const leastConnections = 16;
