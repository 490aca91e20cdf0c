/** The limits in `process.report`, where the system has any. */
type UserLimits = { userLimits?: { open_files?: { soft: number | string } } };

/**
 * How many files and sockets this process may open: the soft limit, which Node has already raised as far as possible.
 * Infinity where there is no limit, or the system reports none (Windows).
 */
export function descriptorLimit(report: UserLimits = process.report.getReport() as UserLimits): number {
  const soft = Number(report.userLimits?.open_files?.soft ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}

/**
 * How many connections leave enough descriptors for everything else: database, log, worker threads, pages, and connections
 * that are being rejected with a response. Without a free descriptor the system resets new connections.
 */
export function connectionLimit(descriptors: number): number {
  if (descriptors === Number.POSITIVE_INFINITY) return descriptors;
  const reserve = Math.min(1024, 64 + Math.floor(descriptors / 8));
  return Math.max(leastConnections, descriptors - reserve);
}

/** The lowest limit: a server cannot work with fewer, so a lower one is a mistake. */
const leastConnections = 16;
