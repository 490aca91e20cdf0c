import { cpuTime } from './cpu-time.mjs';
import { runLoad } from './run-load.mjs';
import { startBare, startWirebin } from './servers.mjs';

/** The default capacity of a bin (BIN_CAPACITY). */
const capacity = 10_000;

/** Sends requests until the code of a server is compiled. */
export const warmUp = (url) =>
  runLoad({ url, mode: 'groups', connections: 4, pipelined: 16, requests: 12_000 });

/**
 * What rows measure with.
 * @param {object} options
 * @param {number} options.rounds
 * @param {number} options.seconds How long each load of a round lasts.
 * @param {number} options.captures How many captures searches and deletions have to do with.
 * @param {number} options.large How many captures the timeline has to count.
 * @param {number} options.bins
 * @param {(words: string) => void} say Reports progress.
 */
export function openContext(options, say) {
  const servers = new Map();

  /** Starts what `name` stands for when a row first asks for it. Rows share it. */
  function once(name, start) {
    if (!servers.has(name)) servers.set(name, start());
    return servers.get(name);
  }

  return {
    ...options,
    say,
    bare: () =>
      once('bare', async () => {
        const bare = await startBare();
        await warmUp(bare.url);
        return bare;
      }),
    /** Wirebin with default settings, and a bin of it that is full: every further request evicts the oldest. */
    usual: () =>
      once('usual', async () => {
        say('fills a bin');
        const server = await startWirebin();
        const bin = await server.addFullBin(capacity);
        say('warms up');
        await warmUp(bin.url);
        return { server, bin };
      }),
    /** Wirebin with a bin of `captures` captures. */
    filled: () => once('filled', () => startFilled(options.captures, say)),
    startFilled: (count, bodyBytes) => startFilled(count, say, bodyBytes),
    /** Runs each of the tasks once a round, in turn. Resolves with the results of each, by its name. */
    async inTurns(tasks) {
      const results = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
      for (let round = 1; round <= options.rounds; round++) {
        for (const [name, task] of Object.entries(tasks)) {
          say(`round ${round} of ${options.rounds}: ${name}`);
          results[name].push(await task());
        }
      }
      return results;
    },
  };
}

async function startFilled(count, say, bodyBytes) {
  say(`fills a bin with ${count.toLocaleString('en')} captures`);
  const server = await startWirebin();
  const settings = { capacity: Math.min(count * 2 + 1_000_000, 10_000_000), maxBytes: 2 ** 40 };
  const bin = await server.addFullBin(count, settings, bodyBytes);
  say('warms up');
  await warmUp((await server.addBin()).url);
  return { server, bin };
}

/** Runs a load and adds the processor time that the server with this process id used for each request, microseconds. */
export async function loadWithCpu(pid, plan) {
  const before = await cpuTime(pid);
  const result = await runLoad(plan);
  return { ...result, cpuMicros: ((await cpuTime(pid)) - before) / result.requests };
}
