import { loadWithCpu } from './context.mjs';
import { figure, resultOf } from './figures.mjs';
import { costAndRate, each, rampUpSeconds } from './rows/closed-loop.mjs';
import { runLoad } from './run-load.mjs';

/**
 * Measures another server with the load of the row keep-alive, beside bare node:http; its processor time only if its process id
 * is known. In the figures it has the place of Wirebin.
 */
export async function measureOther(context, { url, method, pid, seconds }) {
  const bare = await context.bare();
  const plan = { method, mode: 'closed', seconds: seconds + rampUpSeconds, rampUpSeconds };
  const load = (target, pid) =>
    pid === undefined ? runLoad({ url: target, ...plan }) : loadWithCpu(pid, { url: target, ...plan });
  const results = await context.inTurns({
    bare: () => load(bare.url, bare.pid()),
    wirebin: () => load(url, pid),
  });
  if (pid !== undefined) return resultOf(costAndRate(results));
  return resultOf([
    figure(
      'requests',
      '/s',
      each(results, ({ rate }) => rate),
    ),
  ]);
}
