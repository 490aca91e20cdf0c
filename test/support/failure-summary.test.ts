import { expect, test } from 'vitest';
import { failureSummary } from './failure-summary.mjs';

test('a run without failures says nothing', () => {
  expect(failureSummary([])).toEqual([]);
});

test('a failed test is named with its file, what was expected and where', () => {
  const lines = [
    'expected 4 to be 5',
    '- Expected',
    '+ Received',
    '- 5',
    '+ 4',
    'at test/api/bins.test.ts:94',
  ];
  expect(failureSummary([{ name: 'api/bins.test.ts › counts', lines }])).toEqual([
    '✗ api/bins.test.ts › counts',
    ...lines.map((line) => `    ${line}`),
  ]);
});

test('however many fail, and however long their errors, it is one screen, with the place of each while there is room', () => {
  const lines = [...Array.from({ length: 500 }, (_, line) => `${line} `.repeat(100)), 'at here:1'];
  for (const count of [1, 3, 10, 20, 300]) {
    const failures = Array.from({ length: count }, (_, index) => ({ name: `test ${index}`, lines }));
    const summary: string[] = failureSummary(failures);
    expect(summary.length).toBeLessThanOrEqual(41);
    expect(Math.max(...summary.map((line) => line.length))).toBeLessThanOrEqual(160);
    if (count <= 10) expect(summary.filter((line) => line === '    at here:1')).toHaveLength(count);
  }
});
