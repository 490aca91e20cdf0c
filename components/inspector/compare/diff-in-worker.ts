import type { Compared, RequestDiff } from '#lib/diff/requests.ts';
import { askWorker } from '../ask-worker.ts';

/** What changed between two requests, found in a worker; given up when the signal says so. */
export function diffInWorker(before: Compared, after: Compared, signal: AbortSignal): Promise<RequestDiff> {
  const worker = new Worker(new URL('./diff.worker.ts', import.meta.url), { type: 'module' });
  return askWorker(worker, { before, after }, signal);
}
