import { loadWithCpu, warmUp } from '../context.mjs';
import { figure, resultOf } from '../figures.mjs';
import { runLoad } from '../run-load.mjs';
import { startWirebin } from '../servers.mjs';
import { each, rampUpSeconds } from './closed-loop.mjs';

/** Bytes of each body: the largest bins would fill the disk with long ones. */
const bodyBytes = 40;
/** How often the first page of the list is read in a round. */
const pages = 20;
/** The most bins that get requests. */
const mostUsed = 1000;

const words = (count) => count.toLocaleString('en');

/** Captures and the list of a bin, with more and more captures in it. */
export const growthInCaptures = {
  id: 'growth-captures',
  what: '100/s to a bin with few and many captures, and the first page of its list',
  async measure(context) {
    const sizes = [context.captures / 20, context.captures, context.large];
    const figures = [];
    for (const size of sizes) {
      const { server, bin } = await context.startFilled(size, bodyBytes);
      const { wirebin } = await context.inTurns({
        wirebin: async () => ({
          ...(await runLoad({
            url: bin.url,
            mode: 'paced',
            rate: 100,
            connections: 20,
            seconds: context.seconds,
          })),
          page: await medianOf(pages, () => bin.api('/captures?limit=50')),
        }),
      });
      await server.stop();
      for (const name of ['p50', 'p99', 'page'])
        figures.push(
          figure(
            `${name} at ${words(size)} captures`,
            'ms',
            each({ wirebin }, (result) => result[name]),
          ),
        );
    }
    return resultOf(figures);
  },
};

/** Captures at full rate, with more and more bins in the database. */
export const growthInBins = {
  id: 'growth-bins',
  what: '1 KiB on 50 connections, to 1,000 bins in turn at most, among few and many bins',
  async measure(context) {
    const figures = [];
    for (const count of [1, context.bins, context.bins * 100]) {
      context.say(`creates ${words(count)} bins`);
      const server = await startWirebin();
      const all = await server.addBins(count);
      const step = Math.max(1, Math.floor(count / mostUsed));
      const urls = all.filter((_, index) => index % step === 0).slice(0, mostUsed);
      await warmUp(urls[0]);
      const { wirebin } = await context.inTurns({
        wirebin: () =>
          loadWithCpu(server.pid(), {
            urls,
            mode: 'closed',
            seconds: context.seconds + rampUpSeconds,
            rampUpSeconds,
          }),
      });
      await server.stop();
      figures.push(
        figure(
          `CPU per request among ${words(count)} bins`,
          'µs',
          each({ wirebin }, ({ cpuMicros }) => cpuMicros),
        ),
      );
    }
    return resultOf(figures);
  },
};

/** The median time of a call, milliseconds. */
async function medianOf(times, call) {
  const taken = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await call();
    taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)];
}
