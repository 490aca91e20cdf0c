import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffOf } from '#lib/attempts/backoff.ts';

const seconds = (...gaps: number[]) => backoffOf(gaps.map((gap) => gap * 1000));

test.each([
  ['nothing is told of one gap', [5], null],
  ['attempts within a blink', [0.1, 0.5, 1.2], { shape: 'at-once' }],
  ['always the same', [30, 31, 28], { shape: 'fixed', every: 30_000 }],
  ['longer by the same', [10, 20, 31, 40], { shape: 'linear', by: 10_000 }],
  ['twice as long each time', [10, 20, 42, 78, 160], { shape: 'exponential', factor: 2 }],
  ['five times as long', [10, 50], { shape: 'exponential', factor: 5 }],
  ['no shape at all', [10, 90, 3, 40], { shape: 'irregular' }],
  ['shorter and shorter', [90, 10], { shape: 'irregular' }],
  ['Slack', [1.4, 61, 302], { shape: 'known', name: 'Slack’s Events API' }],
  ['the first gaps of Standard Webhooks', [5.2, 290, 1900], { shape: 'known', name: 'Standard Webhooks' }],
])('%s', (_, gaps, shape) => {
  const found = seconds(...gaps);
  if (found?.shape === 'exponential')
    expect(Math.round(found.factor)).toBe((shape as { factor: number }).factor);
  else expect(found).toEqual(shape);
});

test('jitter of a tenth does not hide a schedule', () => {
  const jitter = fc.array(fc.double({ min: 0.93, max: 1.07, noNaN: true }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(
      jitter,
      fc.integer({ min: 3, max: 60 }),
      fc.integer({ min: 2, max: 4 }),
      (jitters, first, factor) => {
        const gaps = jitters.map((by, index) => first * factor ** index * by);
        expect(seconds(...gaps)?.shape).toBe('exponential');
        expect(seconds(...jitters.map((by) => first * by))?.shape).toMatch(/fixed/);
      },
    ),
  );
});
