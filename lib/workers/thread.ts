import { parentPort } from 'node:worker_threads';
import { loadPatterns } from '../filter/pattern.ts';
import { type JobName, jobs } from './jobs/index.ts';
import { errorOutcome, handedOver, type Order } from './messages.ts';

/** The worker thread: runs the jobs it is told to, one after the other. Whoever started it ends it. */

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

// A job's time begins when it is told: what it may need is loaded before.
await Promise.all([loadPatterns(), import('liquidjs')]);
port.postMessage('ready');
