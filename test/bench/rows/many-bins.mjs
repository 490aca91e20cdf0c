import { loadWithCpu } from '../context.mjs';
import { resultOf } from '../figures.mjs';
import { costAndRate, rampUpSeconds } from './closed-loop.mjs';

/** How many bins are created at the same time. */
const together = 10;

/** Requests to many bins in turn: none of them is the one that the server has just found. */
export const manyBins = {
  id: 'many-bins',
  what: '1 KiB on 50 connections, to 1,000 bins in turn',
  async measure(context) {
    const bare = await context.bare();
    const { server } = await context.usual();
    context.say(`creates ${context.bins} bins`);
    const urls = [];
    while (urls.length < context.bins) {
      const count = Math.min(together, context.bins - urls.length);
      const bins = await Promise.all(Array.from({ length: count }, () => server.addBin()));
      urls.push(...bins.map(({ url }) => url));
    }
    const load = (target, urls) =>
      loadWithCpu(target.pid(), {
        urls,
        mode: 'closed',
        seconds: context.seconds + rampUpSeconds,
        rampUpSeconds,
      });
    const tasks = {
      bare: () => load(bare, [bare.url]),
      wirebin: () => load(server, urls),
    };
    return resultOf(costAndRate(await context.inTurns(tasks)));
  },
};
