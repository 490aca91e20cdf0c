import { expect, test } from 'vitest';
import { connectionLimit, descriptorLimit } from '#lib/server/connections/descriptor-limit.ts';

const reported = (soft: number | string) => descriptorLimit({ userLimits: { open_files: { soft } } });

test('the limit of open files is the soft one; none where the system has none', () => {
  expect(reported(1024)).toBe(1024);
  expect(reported('unlimited')).toBe(Number.POSITIVE_INFINITY);
  expect(descriptorLimit({})).toBe(Number.POSITIVE_INFINITY);
  expect(descriptorLimit()).toBeGreaterThan(0);
});

test.for([
  [256, 160],
  [1024, 832],
  [65_536, 64_512],
  [1_048_576, 1_047_552],
  [40, 16],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
] as const)('%d descriptors leave room for %d connections', ([descriptors, connections]) => {
  expect(connectionLimit(descriptors)).toBe(connections);
});
