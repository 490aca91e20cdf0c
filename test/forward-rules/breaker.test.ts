import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterResult, closedBreaker, mostAtOnce } from '#lib/forward-rules/breaker.ts';
import type { Breaker } from '#lib/model/forward.ts';

const cause = { code: 'status-503', isPrivate: false } as const;
const failed = (breaker: Breaker, now: number, times = 1): Breaker =>
  times === 0 ? breaker : failed(afterResult(breaker, cause, now), now, times - 1);
const succeeded = (breaker: Breaker, now: number) => afterResult(breaker, null, now);

describe('a circuit breaker', () => {
  test('opens after ten failures in a row, and not when one succeeds in between', () => {
    expect(failed(closedBreaker, 0, 9).openUntil).toBe(null);
    expect(failed(closedBreaker, 0, 10).openUntil).toBe(30_000);
    expect(failed(succeeded(failed(closedBreaker, 0, 9), 0), 0, 9).openUntil).toBe(null);
  });

  test('lets nothing pass while it is open, then one request; each time it fails, it stays open twice as long, up to ten minutes', () => {
    let breaker = failed(closedBreaker, 0, 10);
    expect(mostAtOnce(breaker, 29_999, 4)).toBe(0);
    expect(mostAtOnce(breaker, 30_000, 4)).toBe(1);
    // One that was on its way does not keep it open for longer.
    expect(failed(breaker, 10).openUntil).toBe(30_000);
    const spans: number[] = [];
    for (let times = 0; times < 6; times++) {
      const now = breaker.openUntil!;
      breaker = failed(breaker, now);
      spans.push(breaker.openUntil! - now);
    }
    expect(spans).toEqual([60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
  });

  test('limits the rate after it was open, which doubles each second, until it is closed', () => {
    let breaker = succeeded(failed(closedBreaker, 0, 10), 30_000);
    expect(breaker).toMatchObject({ failures: 0, openUntil: null, recovering: 1, cause: null });
    expect(mostAtOnce(breaker, 30_000, 4)).toBe(4);
    let seconds = 0;
    let count = 0;
    for (; breaker.recovering !== null; count++) {
      seconds += 1 / breaker.recovering;
      breaker = succeeded(breaker, 31_000);
    }
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(8);
    expect(count).toBeLessThan(150);
    expect(breaker).toEqual(closedBreaker);
  });

  test('opens at the first failure while the destination recovers', () => {
    const recovering = succeeded(failed(closedBreaker, 0, 10), 30_000);
    expect(failed(recovering, 40_000)).toMatchObject({ openUntil: 100_000, recovering: null });
  });

  test('is closed again by successes, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(100_000))), (results) => {
        let now = 0;
        let breaker = closedBreaker;
        for (const [isFailure, later] of results) {
          now += later;
          breaker = afterResult(breaker, isFailure ? cause : null, now);
        }
        for (let times = 0; times < 200; times++) breaker = succeeded(breaker, now);
        expect(breaker).toEqual(closedBreaker);
      }),
    );
  });
});
