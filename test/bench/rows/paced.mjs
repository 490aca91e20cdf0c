import { figure, resultOf } from '../figures.mjs';
import { runLoad } from '../run-load.mjs';
import { each } from './closed-loop.mjs';

/** Requests that are due at a fixed rate. */
export const paced = {
  id: 'paced',
  what: '100 and 1,000 requests a second: latency from when each was due',
  async measure(context) {
    const bare = await context.bare();
    const { bin } = await context.usual();
    const figures = [];
    for (const rate of [100, 1000]) {
      const load = (url) => runLoad({ url, mode: 'paced', rate, seconds: context.seconds });
      const tasks = { bare: () => load(bare.url), wirebin: () => load(bin.url) };
      const results = await context.inTurns(tasks);
      for (const name of ['p50', 'p99', 'max'])
        figures.push(
          figure(
            `${name} at ${rate}/s`,
            'ms',
            each(results, (result) => result[name]),
          ),
        );
    }
    return resultOf(figures);
  },
};
