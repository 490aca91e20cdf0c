import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AttemptEnd, afterAttempt } from '#lib/forward-rules/after-attempt.ts';
import { nextDelay, standardDelays } from '#lib/forward-rules/retry-schedule.ts';
import { readRetryStatuses, usualRetryStatuses } from '#lib/forward-rules/retry-statuses.ts';
import { forwardedWithin } from '#lib/model/forward-limits.ts';

const retries = { delays: standardDelays, statuses: usualRetryStatuses };
const at = { made: 1, since: 0, now: 0, random: 0.5 };
const following = (end: AttemptEnd, more: Partial<typeof at> = {}) =>
  afterAttempt(end, retries, { ...at, ...more });
const responded = (status: number, ...headers: [string, string][]) => ({ status, headers });

describe('statuses after which another attempt is made', () => {
  test('are numbers and ranges; the last term that includes one decides', () => {
    const isRetried = readRetryStatuses('400-599, !404 ,!501, 501');
    expect([399, 400, 404, 501, 599].map(isRetried)).toEqual([false, true, false, true, true]);
    expect([200, 404, 408, 429, 500, 501, 503].map(readRetryStatuses(usualRetryStatuses))).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(readRetryStatuses('')(500)).toBe(false);
  });

  test.each(['5xx', '99', '600', '503-500', '500-', '!', '500 -599', 'a'])('cannot be %s', (text) => {
    expect(() => readRetryStatuses(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

describe('the next attempt', () => {
  test('follows the schedule of Standard Webhooks, a tenth sooner or later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (made, random) => {
          const seconds = standardDelays[made]!;
          const delay = nextDelay(retries, made, { random, retryAfter: null })! / 1000;
          expect(Math.abs(delay - seconds)).toBeLessThanOrEqual(seconds * 0.1 + 0.001);
        },
      ),
    );
    expect(nextDelay(retries, 10, { random: 0, retryAfter: null })).toBe(null);
  });

  test('comes no sooner than Retry-After asks for, after 429 and 503', () => {
    expect(following(responded(429, ['retry-after', '60'])).dueAt).toBe(60_000);
    expect(following(responded(503, ['Retry-After', '1'])).dueAt).toBe(5000);
    expect(following(responded(500, ['Retry-After', '60'])).dueAt).toBe(5000);
    // No longer than a day.
    expect(following(responded(429, ['Retry-After', '999999999'])).dueAt).toBe(24 * 3_600_000);
  });

  test('is not made for what another attempt cannot change, nor beyond seven days', () => {
    for (const status of [301, 404, 501])
      expect(following(responded(status))).toMatchObject({ dueAt: null, isDestinationAtFault: false });
    for (const failure of ['egress-refused', 'body-not-kept'] as const)
      expect(following({ failure })).toMatchObject({ dueAt: null, isDestinationAtFault: null });
    expect(following(responded(500), { now: forwardedWithin - 4000 }).dueAt).toBe(null);
    expect(following(responded(500), { now: forwardedWithin - 6000 }).dueAt).not.toBe(null);
  });

  test('is not needed after 2xx, and 410 pauses the rule', () => {
    expect(following(responded(299))).toEqual({
      cause: null,
      dueAt: null,
      isDestinationAtFault: false,
      pauses: false,
    });
    expect(following(responded(410))).toMatchObject({ cause: 'status-410', dueAt: null, pauses: true });
  });
});

test('failures are named, and those of the destination are told from those of this server', () => {
  expect(following(responded(503))).toMatchObject({ cause: 'status-503', isDestinationAtFault: true });
  expect(following({ failure: 'dns-failed' })).toMatchObject({
    cause: 'dns-failed',
    isDestinationAtFault: true,
    dueAt: 5000,
  });
  expect(following({ failure: 'send-busy' })).toMatchObject({ isDestinationAtFault: null, dueAt: 5000 });
  // What a rule retries is a failure of the destination for it.
  expect(following(responded(408))).toMatchObject({ isDestinationAtFault: true });
});
