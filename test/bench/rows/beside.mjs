import { setTimeout as pause } from 'node:timers/promises';
import { figure, resultOf } from '../figures.mjs';
import { runLoad, startLoad } from '../run-load.mjs';
import { each } from './closed-loop.mjs';

/** How many captures one import has. */
const imported = 5000;
/** How long the quiet bin is sent to before the work starts, milliseconds. */
const quietMs = 300;

/** Captures in a quiet bin, 100 a second, while the server has other work. `prepare` returns what does the work once. */
const row = (id, what, prepare, { isRepeated = true } = {}) => ({
  id,
  what: `100/s in a quiet bin beside ${what}: latency from when each was due`,
  async measure(context) {
    const bare = await context.bare();
    const plan = { mode: 'paced', rate: 100, connections: 20, seconds: context.seconds };
    const results = await context.inTurns({
      bare: () => runLoad({ url: bare.url, ...plan }),
      wirebin: async () => {
        const { server, bin, work, end } = await prepare(context);
        const quiet = await server.addBin();
        const load = startLoad({ url: quiet.url, ...plan, untilInputEnds: true });
        await pause(quietMs);
        const began = performance.now();
        let times = 0;
        do {
          await work(bin);
          times += 1;
        } while (isRepeated && performance.now() - began < context.seconds * 1000);
        const workSeconds = (performance.now() - began) / 1000 / times;
        load.end();
        const result = await load.result;
        await end?.();
        return { ...result, workSeconds };
      },
    });
    return resultOf([
      ...['p50', 'p99', 'max'].map((name) =>
        figure(
          name,
          'ms',
          each(results, (result) => result[name]),
        ),
      ),
      figure('the work', 's', { wirebin: results.wirebin.map(({ workSeconds }) => workSeconds) }),
    ]);
  },
});

const onFilled = (work) => async (context) => ({ ...(await context.filled()), work });

export const besideFilter = row(
  'beside-filter',
  'a filter that finds nothing',
  onFilled((bin) => bin.api('/captures?filter=header:x-absent=value')),
);
export const besideExport = row(
  'beside-export',
  'an export',
  onFilled((bin) => bin.api('/export?format=ndjson')),
);
export const besideTimeline = row(
  'beside-timeline',
  'a timeline',
  onFilled((bin) => bin.api('/timeline')),
);
export const besideDelete = row(
  'beside-delete',
  'the deletion of a full bin',
  async (context) => {
    const { server, bin } = await context.startFilled(context.captures);
    const work = () => bin.api('?permanent=1', { method: 'DELETE' });
    return { server, bin, work, end: server.stop };
  },
  { isRepeated: false },
);
export const besideImport = row('beside-import', `imports of ${imported} requests`, async (context) => {
  const { server } = await context.usual();
  const bin = await server.addBin();
  await runLoad({ url: bin.url, mode: 'groups', connections: 1, requests: 1 });
  const line = (await bin.api('/export?format=ndjson')).trim();
  const body = `${line}\n`.repeat(imported);
  return { server, bin, work: () => bin.api('/import?format=ndjson', { method: 'POST', body }) };
});
export const besideOtherBin = row(
  'beside-other-bin',
  'another bin that gets requests at full rate',
  async (context) => ({
    ...(await context.usual()),
    work: ({ url }) => runLoad({ url, mode: 'closed', seconds: context.seconds }),
  }),
  { isRepeated: false },
);
