import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openWorkers, type Workers } from '#lib/workers/workers.ts';
import { root } from './root.ts';

/** Starts the worker threads of the built server; they end with the test. */
export function testWorkers(): Workers {
  const workers = openWorkers(path.join(root, 'dist/worker.mjs'));
  onTestFinished(() => workers.close());
  return workers;
}
