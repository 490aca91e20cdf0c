import { parentPort, workerData } from 'node:worker_threads';
import { readFilterSource } from '#lib/workers/jobs/read-filter-source.ts';
import type { Scan, ScanOrder } from '../sql/scanner.ts';
import { loadDriver } from './driver.ts';
import { Reader } from './reader.ts';
import { scan } from './scan.ts';

/**
 * The thread that scans captures for searches, with a connection of its own that only reads: neither it nor captures wait for the
 * other. It does one scan after the other.
 */

/** The result of an order. Of an error, its code says why the database cannot be used. */
export type ScanOutcome =
  | { readonly scan: Scan }
  | { readonly error: { readonly message: string; readonly code: unknown } };

/** How long a scan may take, milliseconds: then it is somebody else’s turn. */
const longest = 50;

if (!parentPort) throw new Error('This runs on a worker thread.');
const port = parentPort;
const { Database } = await loadDriver();
const reader = new Reader(Database, (workerData as { file: string }).file, () => {});

port.on('message', async (order: ScanOrder) => {
  let outcome: ScanOutcome;
  try {
    const filter = await readFilterSource(order.filter);
    outcome = { scan: scan(reader, filter, order, longest) };
  } catch (error) {
    const { message, code } = error as { message: string; code?: unknown };
    outcome = { error: { message, code } };
  }
  port.postMessage(outcome);
});
