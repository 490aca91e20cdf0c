import { parentPort, workerData } from 'node:worker_threads';
import { loadPatterns } from '#lib/filter/pattern.ts';
import { loadSchemaCompilers } from '#lib/json-schema/compile-schema.ts';
import { type JobName, jobs } from './jobs/index.ts';
import { errorOutcome, handedOver, type Order } from './messages.ts';

/** The worker thread: runs jobs one after the other, until the pool ends it. */

if (!parentPort) throw new Error('This runs on a worker thread.');
const port = parentPort;

port.on('message', async ({ name, input }: Order) => {
  try {
    const output = await (jobs[name as JobName] as (input: unknown) => unknown)(input);
    port.postMessage({ output }, handedOver(output));
  } catch (error) {
    port.postMessage(errorOutcome(error));
  }
});

// The time of a job begins with its message: everything it may need is loaded before.
await Promise.all([loadPatterns(), workerData === 'schemas' ? loadSchemaCompilers() : import('liquidjs')]);
port.postMessage('ready');
