import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startChecks } from '#components/inspector/deliveries/checks.ts';
import { hasStoredResponse, isBodySent } from '#components/inspector/deliveries/hop-bodies.ts';
import { afterServerStop, furtherProgress } from '#components/inspector/deliveries/replay-state.ts';
import { withLoaded } from '#components/inspector/deliveries/with-loaded.ts';
import { withSummary } from '#components/inspector/deliveries/with-summary.ts';
import type { Header } from '#lib/model/capture.ts';
import type {
  AttemptSummary,
  DeliveryJson,
  DeliverySummary,
  HopJson,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';

describe('checks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Checks each second of something that takes `takes` milliseconds, and how often it began, settled and was aborted. */
  function checksOf(takes: number) {
    const counts = { begun: 0, settled: 0, aborted: 0 };
    const checks = startChecks(async (signal) => {
      counts.begun += 1;
      await new Promise<void>((resolve) => setTimeout(resolve, takes));
      counts.settled += 1;
      if (signal.aborted) counts.aborted += 1;
    }, 1000);
    return { checks, counts };
  }

  test('of something slow wait until it has settled', async () => {
    const { checks, counts } = checksOf(3000);
    checks.repeat(true);
    await vi.advanceTimersByTimeAsync(2900);
    expect(counts).toEqual({ begun: 1, settled: 0, aborted: 0 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(counts).toEqual({ begun: 2, settled: 2, aborted: 0 });
    checks.stop();
  });

  test('are made once more for what has changed while one was in flight', async () => {
    const { checks, counts } = checksOf(100);
    checks.now();
    checks.now();
    await vi.advanceTimersByTimeAsync(5000);
    expect(counts).toEqual({ begun: 2, settled: 2, aborted: 0 });
    checks.now();
    await vi.advanceTimersByTimeAsync(100);
    expect(counts.settled).toBe(3);
    checks.stop();
  });

  test('end with what they are for, and when nobody looks any more', async () => {
    const { checks, counts } = checksOf(100);
    checks.repeat(true);
    await vi.advanceTimersByTimeAsync(1250);
    expect(counts.begun).toBe(2);
    checks.repeat(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(counts.begun).toBe(2);
    checks.repeat(true);
    await vi.advanceTimersByTimeAsync(1050);
    checks.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(counts).toEqual({ begun: 3, settled: 3, aborted: 1 });
  });
});

function attempt(number: number, part: Partial<AttemptSummary> = {}): AttemptSummary {
  return { number, startedAt: '2026-11-30T12:00:00.000Z', ms: 12, status: 200, failure: null, ...part };
}

describe('a summary of a delivery that is shown', () => {
  const hops = [{ origin: 'http://localhost:3000' }] as unknown as readonly HopJson[];
  const delivery = {
    id: 'd1',
    state: 'answered',
    attempts: [{ ...attempt(1), hops }],
  } as unknown as DeliveryJson;
  const running = attempt(2, { ms: null, status: null });

  test('changes state and attempts, and keeps the responses', () => {
    const summary = { state: 'sending', attempts: [attempt(1), running] } as unknown as DeliverySummary;
    expect(withSummary(delivery, summary)).toEqual({
      id: 'd1',
      state: 'sending',
      attempts: [
        { ...attempt(1), hops },
        { ...running, hops: [] },
      ],
    });
  });

  test('changes nothing when it was overtaken', () => {
    const late = { state: 'sending', attempts: [attempt(1, { ms: null })] } as unknown as DeliverySummary;
    expect(withSummary(delivery, late)).toBe(delivery);
  });
});

describe('a delivery that is loaded again', () => {
  const hop = (status: number | null) =>
    ({
      origin: 'http://localhost:3000',
      response: status === null ? null : { status, headers: [] },
    }) as unknown as HopJson;
  const delivery = (state: string, attempts: unknown[], kept = true) =>
    structuredClone({
      id: 'd1',
      state,
      request: { headers: [], body: { kept } },
      attempts,
    }) as unknown as DeliveryJson;
  const first = { ...attempt(1), hops: [hop(302), hop(200)] };
  const known = delivery('sending', [first, { ...attempt(2, { ms: null }), hops: [hop(null)] }]);

  test('keeps the request and the responses that are the same', () => {
    const loaded = delivery('answered', [first, { ...attempt(2), hops: [hop(200)] }]);
    const next = withLoaded(known, loaded);
    expect(next).toEqual(loaded);
    expect(next.request).toBe(known.request);
    expect(next.attempts[0]!.hops[0]).toBe(known.attempts[0]!.hops[0]);
    expect(next.attempts[0]!.hops[1]).toBe(known.attempts[0]!.hops[1]);
    expect(next.attempts[1]!.hops[0]).toBe(loaded.attempts[1]!.hops[0]);
  });

  test('follows a request whose body is no longer stored, and another delivery', () => {
    const removed = delivery('sending', [first], false);
    expect(withLoaded(known, removed)).toEqual(removed);
    const other = { ...removed, id: 'd2' };
    expect(withLoaded(known, other)).toBe(other);
    expect(withLoaded(null, other)).toBe(other);
  });

  test('gets the responses that a summary does not have', () => {
    const summary = { state: 'sending', attempts: [attempt(1), attempt(2), attempt(3, { ms: null })] };
    const now = withSummary(known, summary as unknown as DeliverySummary);
    const loaded = delivery('answered', [
      first,
      { ...attempt(2), hops: [hop(500)] },
      { ...attempt(3), hops: [hop(200)] },
    ]);
    expect(withLoaded(now, loaded)).toEqual(loaded);
    expect(withLoaded(now, loaded).attempts[0]!.hops[0]).toBe(known.attempts[0]!.hops[0]);
  });
});

test('the progress of a bulk replay never goes back, and ends with the server', () => {
  const progress = (ended: number, state: ReplayProgress['state'] = 'running') =>
    ({ id: 'r1', ended, state }) as ReplayProgress;
  const further = (known: ReplayProgress, next: ReplayProgress) => furtherProgress(known, next) === next;
  expect(further(progress(2), progress(3))).toBe(true);
  expect(further(progress(3), progress(2))).toBe(false);
  expect(further(progress(3), progress(3, 'done'))).toBe(true);
  expect(further(progress(3, 'done'), progress(3))).toBe(false);
  expect(furtherProgress(null, progress(1))).toEqual(progress(1));
  expect(afterServerStop(progress(3))?.state).toBe('failed');
  expect(afterServerStop(progress(3, 'done'))?.state).toBe('done');
  expect(afterServerStop(null)).toBeNull();
});

test('of the hops of an attempt, the last has the response, and those with a length sent the body', () => {
  const hop = (...headers: Header[]) => ({ headers }) as unknown as HopJson;
  const host: Header = ['Host', 'localhost'];
  const hops = [
    hop(host),
    hop(host, ['content-length', '7']),
    hop(host, ['Transfer-Encoding', 'chunked']),
    hop(host),
  ];
  expect(hops.map((_, at) => hasStoredResponse(hops, at))).toEqual([false, false, false, true]);
  expect(hops.map((_, at) => isBodySent(hops, at))).toEqual([true, true, true, false]);
});
