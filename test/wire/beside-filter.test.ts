import path from 'node:path';
import { expect, test } from 'vitest';
import { multiplyCapture } from '../bench/fill-database.mjs';
import { clockedServer } from '../support/loop-clock.ts';
import { measuredAgain } from '../support/measured-again.ts';
import { newBin, type TestBin } from '../support/server.ts';

const server = clockedServer();

/** How many captures the filters look at. */
const count = 20_000;
/** The longest that the capture thread may be busy with anything, milliseconds of processor time. */
const most = 50;

const filters = ['method:PURGE', 'header:x-absent=value', 'body:absent'];

async function filtered(bin: TestBin, filter: string): Promise<unknown> {
  return (await bin.api(`/captures?filter=${encodeURIComponent(filter)}`)).json();
}

// The short form of the row beside-filter. Before filters had a thread of their own, captures waited for seconds.
test('captures do not wait for a filter that looks through a large bin', {
  ...measuredAgain,
  timeout: 300_000,
}, async () => {
  const large = await newBin(server().origin);
  const quiet = await newBin(server().origin);
  await fetch(large.captureUrl, { method: 'POST', body: 'x'.repeat(1024) });
  await fetch(quiet.captureUrl);
  // The code of a filter is loaded and compiled when it runs first.
  for (const filter of filters) expect(await filtered(large, filter)).toMatchObject({ total: 1 });
  multiplyCapture(path.join(server().folder, 'wirebin.db'), large.slug, count);

  for (const filter of filters) {
    let captured = 0;
    const turn = await server().longestTurn(async () => {
      let isFiltering = true;
      const filtering = filtered(large, filter).finally(() => {
        isFiltering = false;
      });
      do {
        expect((await fetch(quiet.captureUrl, { method: 'POST', body: 'x' })).status).toBe(200);
        captured += 1;
      } while (isFiltering);
      expect(await filtering).toMatchObject({ captures: [], next: null, total: count });
    });
    const words = `beside-filter: ${filter} held the capture thread for ${turn.toFixed(1)} ms. Run npm run bench -- --rows beside-filter to see more.`;
    expect(turn, words).toBeLessThan(most);
    expect(captured).toBeGreaterThan(0);
  }
});
