import { parentPort, workerData } from 'node:worker_threads';
import { loadDriver } from './driver.ts';

/**
 * The thread that moves the contents of the write-ahead log into the database file, with a connection of its own. A checkpoint
 * writes and syncs the file, which takes some tens of milliseconds; captures wait for neither.
 */

if (!parentPort) throw new Error('This runs on a worker thread.');
const port = parentPort;
const { Database } = await loadDriver();
const database = new Database((workerData as { file: string }).file, { timeout: 0 });
// As for captures: the file is synced before the log is used again from its beginning.
database.pragma('synchronous = FULL');

/**
 * SQLite syncs the database file only in a checkpoint during which nothing was written. Each one has less to do than the one before,
 * so that one of the next ones is short enough. Otherwise the connection that writes would have to sync all pages at once.
 */
const mostInARow = 30;

/** How many pages the log has after a message to this thread. */
export type CheckpointDone = { readonly logPages: number };

port.on('message', () => {
  let logPages = 0;
  try {
    for (let count = 1; count <= mostInARow; count += 1) {
      // PASSIVE waits for nobody: what is in use is left for the next checkpoint.
      const [result] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
      if (!result || result.log === logPages) break;
      logPages = result.log;
    }
  } catch {
    // Whatever is wrong with the database, captures will say so.
  }
  port.postMessage({ logPages } satisfies CheckpointDone);
});
