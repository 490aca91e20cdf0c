import { askWorker } from '#components/ui/ask-worker.ts';
import type { Compared, RequestDiff } from '#lib/diff/requests.ts';

/** Compares two requests in a worker; the signal aborts it. */
export function diffInWorker(before: Compared, after: Compared, signal: AbortSignal): Promise<RequestDiff> {
  const worker = new Worker(new URL('./diff.worker.ts', import.meta.url), { type: 'module' });
  return askWorker(worker, { before, after }, signal);
}
