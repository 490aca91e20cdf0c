import { expect, test } from 'vitest';
import { measureDelayed } from '../bench/delayed.mjs';
import { askedServer } from '../support/asked-server.ts';
import { newBin, startServer } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';

const script = askedServer();

// `node test/bench/delayed.mjs` measures ten thousand.
test('five hundred delayed replies at once cost little, each comes to its sender, and captures go on meanwhile', async () => {
  const server = await startServer({ script: script() });
  const bin = await newBin(server.origin);
  const cost = await measureDelayed({
    port: server.port,
    pid: server.process.pid,
    path: new URL(bin.captureUrl).pathname,
    count: 500,
    delayMs: 2500,
    bodyLength: 20_000,
  });
  expect(cost.right).toBe(true);
  expect(cost.lateMs.least).toBeGreaterThanOrEqual(-1);
  // Hundreds of captures in the time of a few delays: on a busy machine too.
  expect(cost.captureMsDuring.median).toBeLessThan(100 * (await slowness()));
  expect(cost.bytesWaiting).toBeLessThan(200_000);
});
