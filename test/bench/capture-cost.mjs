// node test/bench/capture-cost.mjs: prints the figure of recorded.json as it is now.
import { fileURLToPath } from 'node:url';
import { warmUp } from './context.mjs';
import { cpuTime } from './cpu-time.mjs';
import { runLoad } from './run-load.mjs';
import { startBare, startWirebin } from './servers.mjs';

/** Both servers get the same groups of requests at once, however long they take: how busy the machine is does not change them. */
const groups = { mode: 'groups', connections: 4, pipelined: 16 };

/**
 * The processor time of a capture divided by that of a request to bare node:http: the least of many short rounds each, in which the
 * servers take turns. Other load makes a capture slower than a bare request, because it uses more of the processor's caches: a
 * short round has a chance to run undisturbed. A short form of the row keep-alive.
 * @returns {Promise<{ ratio: number, wirebin: number[], bare: number[] }>} The rounds are microseconds per request.
 */
export async function measureCaptureCost({ requests = 1000, rounds = 30 } = {}) {
  const bare = await startBare();
  const wirebin = await startWirebin();
  try {
    const bin = await wirebin.addFullBin(10_000);
    const times = { wirebin: [], bare: [] };
    const measure = async (server, url, requests) => {
      const before = await cpuTime(server.pid());
      const result = await runLoad({ url, ...groups, requests });
      return ((await cpuTime(server.pid())) - before) / result.requests;
    };
    await warmUp(bare.url);
    await warmUp(bin.url);
    // Bare requests are so short that it takes more of them to measure a time.
    for (let round = 0; round < rounds; round++) {
      times.bare.push(await measure(bare, bare.url, 3 * requests));
      times.wirebin.push(await measure(wirebin, bin.url, requests));
    }
    return { ratio: Math.min(...times.wirebin) / Math.min(...times.bare), ...times };
  } finally {
    await bare.stop();
    await wirebin.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ratio } = await measureCaptureCost();
  process.stdout.write(`{ "captureCostRatio": ${ratio.toFixed(2)} }\n`);
}
