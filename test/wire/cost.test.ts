import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { measureCaptureCost } from '../bench/capture-cost.mjs';
import { root } from '../support/root.ts';

/** How much more a capture may cost than recorded. */
const tolerance = 1.25;

const { captureCostRatio: recorded } = JSON.parse(
  readFileSync(path.join(root, 'test/bench/recorded.json'), 'utf8'),
) as { captureCostRatio: number };

// Thirteen measurements beside two busy loops on two processors, and other load that changed, gave 4.03 to 5.02: the median is
// 4.56. Five rounds of 4,000 captures gave 4.69 to 6.25, and ten of 2,000 gave 4.65 to 5.74, in part under more load.
test('a capture costs no more processor time, as a multiple of a bare node:http request, than was recorded', async () => {
  const { ratio, wirebin, bare } = await leastOf(3);
  const words = [
    `keep-alive: a capture costs ${ratio.toFixed(2)} times the processor time of a bare node:http request,`,
    `more than 25 % above the ${recorded.toFixed(2)} of test/bench/recorded.json.`,
    `(Microseconds in each round: ${rounded(wirebin)}; bare: ${rounded(bare)}.)`,
    'Run npm run bench -- --rows keep-alive to see more.',
  ].join(' ');
  expect(ratio, words).toBeLessThan(recorded * tolerance);
});

/** The least of some measurements; those after the first that is within the limit are not made. Other work only adds to them. */
async function leastOf(most: number) {
  let least = await measureCaptureCost();
  for (let count = 1; count < most && least.ratio >= recorded * tolerance; count += 1) {
    const next = await measureCaptureCost();
    if (next.ratio < least.ratio) least = next;
  }
  return least;
}

const rounded = (micros: number[]) => micros.map((one) => one.toFixed(1)).join(', ');
