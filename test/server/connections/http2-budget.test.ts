import { describe, expect, test } from 'vitest';
import { Budget, nextReading, type Reading } from '#lib/server/connections/http2-budget.ts';

describe('a budget', () => {
  const taken = (budget: Budget, times: number, now: number) =>
    Array.from({ length: times }, () => budget.take(now)).filter(Boolean).length;

  test('gives its burst at once, and then so many a second', () => {
    const budget = new Budget({ burst: 10, perSecond: 2 }, 0);
    expect(taken(budget, 10, 0)).toBe(10);
    expect(budget.take(0)).toBe(false);
    const other = new Budget({ burst: 10, perSecond: 2 }, 0);
    expect(taken(other, 10, 0)).toBe(10);
    expect(taken(other, 4, 2000)).toBe(4);
    expect(other.take(2000)).toBe(false);
  });

  test('never holds more than its burst, however long it rests and whatever it earns', () => {
    const budget = new Budget({ burst: 3, perSecond: 1 }, 0);
    budget.earn(100);
    expect(taken(budget, 4, 1_000_000)).toBe(3);
  });

  test('grows by what is earned', () => {
    const budget = new Budget({ burst: 3, perSecond: 0 }, 0);
    expect(taken(budget, 3, 0)).toBe(3);
    for (let served = 0; served < 4; served++) budget.earn(0.5);
    expect(taken(budget, 2, 0)).toBe(2);
  });

  test('does not fill when the clock goes backwards', () => {
    const budget = new Budget({ burst: 1, perSecond: 1 }, 5000);
    expect(budget.take(5000)).toBe(true);
    expect(budget.take(0)).toBe(false);
  });
});

describe('unread responses', () => {
  const begun: Reading = { at: 0, taken: 0 };
  /** After how many whole seconds a peer is over that has so many streams waiting and takes so many bytes a second. */
  const secondsOf = (waiting: number, bytesPerSecond: number, atMost = 100) => {
    let reading = begun;
    for (let second = 1; second <= atMost; second++) {
      const next = nextReading(reading, { waiting, taken: second * bytesPerSecond, now: second * 1000 });
      if (next === 'over') return second;
      reading = next;
    }
    return null;
  };

  test('may wait the longer the fewer there are', () => {
    expect([1, 8, 16, 128].map((waiting) => secondsOf(waiting, 0))).toEqual([60, 60, 30, 4]);
  });

  test('are no trouble while the peer reads, as slowly as a bad line makes it', () => {
    expect(secondsOf(128, 1024)).toBeNull();
    expect(secondsOf(8, 100)).toBeNull();
    expect(secondsOf(0, 0)).toBeNull();
  });

  test('are trouble when it takes a byte now and then to look as if it read', () => {
    expect(secondsOf(128, 10)).toBe(4);
    expect(secondsOf(1, 1)).toBe(60);
  });
});
