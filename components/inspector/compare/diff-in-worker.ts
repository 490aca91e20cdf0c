import type { Compared, RequestDiff } from '#lib/diff/requests.ts';

/** What changed between two requests, found in a worker; given up when the signal says so. */
export function diffInWorker(before: Compared, after: Compared, signal: AbortSignal): Promise<RequestDiff> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./diff.worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason);
    });
    worker.addEventListener('message', ({ data }: MessageEvent<RequestDiff>) => {
      end();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      end();
      reject(new Error(event.message));
    });
    worker.postMessage({ before, after });
  });
}
