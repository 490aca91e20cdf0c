/** SQLite's reasons why no write can succeed now, whatever is written: it is in use, full, read-only, or cannot be written to. */
const ofTheDatabase = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)/;

/** Whether a write failed because of the database rather than of what was written. */
export function isOfTheDatabase(error: unknown): boolean {
  return ofTheDatabase.test(driverCode(error));
}

/** Another process is writing. */
export function isBusy(error: unknown): boolean {
  return driverCode(error).startsWith('SQLITE_BUSY');
}

/** What the driver said, which the adapter keeps in the cause of its error, and Prisma's client that error in its own. */
function driverCode(error: unknown): string {
  const { cause, meta } = (error ?? {}) as { cause?: unknown; meta?: { driverAdapterError?: Error } };
  const { originalCode } = (meta?.driverAdapterError?.cause ?? cause ?? {}) as { originalCode?: unknown };
  return typeof originalCode === 'string' ? originalCode : '';
}

/** How long a write waits for other processes to finish theirs, and between two attempts, milliseconds. */
const patience = 2000;
const pause = 50;

/**
 * Tries again while another process is writing. Waiting is done here: SQLite's own busy time-out would hold up the whole
 * process, everybody who only reads included.
 */
export async function whenFree<T>(write: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
