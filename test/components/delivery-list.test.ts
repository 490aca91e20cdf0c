import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DeliveryList,
  isInScope,
  listEventOf,
  noDeliveries,
  reduceDeliveries,
} from '#components/inspector/deliveries/delivery-list.ts';
import { attemptColor, attemptResult, outcomeOf } from '#components/inspector/deliveries/outcome.ts';
import { lengthOf, phasesOf } from '#components/inspector/deliveries/phases.ts';
import { resultsOf, resultWords } from '#components/inspector/deliveries/results.ts';
import { placedAttempts, timeAxis } from '#components/inspector/deliveries/time-axis.ts';
import type { AttemptSummary, DeliveryPage, DeliverySummary } from '#lib/model/delivery-json.ts';

const time = (number: number) => new Date(1_700_000_000_000 + number * 1000).toISOString();

function attempt(number: number, part: Partial<AttemptSummary> = {}): AttemptSummary {
  return { number, startedAt: time(number), ms: 12, status: 200, failure: null, ...part };
}

function delivery(number: number, part: Partial<DeliverySummary> = {}): DeliverySummary {
  return {
    id: `d${number}`,
    source: { kind: 'capture', seq: number, edited: false },
    replayId: null,
    createdAt: time(number),
    destination: { url: 'http://localhost:3000' },
    method: 'POST',
    target: '/',
    state: 'answered',
    attempts: [attempt(1)],
    ...part,
  };
}

/** The page of deliveries `from` down to `to`, of a bin that has them down to 1. */
function page(from: number, to: number): DeliveryPage {
  const deliveries = Array.from({ length: from - to + 1 }, (_, index) => delivery(from - index));
  return { deliveries, total: from, next: to === 1 ? null : `d${to}` };
}

const ids = ({ rows }: DeliveryList) => rows.map(({ id }) => id).join(' ');

describe('a list of deliveries', () => {
  const loaded = reduceDeliveries(noDeliveries, { type: 'newest', page: page(6, 4) });

  test('has its pages one after the other', () => {
    const more = reduceDeliveries(loaded, { type: 'older', page: { ...page(3, 1), total: 6 } });
    expect([ids(loaded), loaded.total, loaded.next]).toEqual(['d6 d5 d4', 6, 'd4']);
    expect([ids(more), more.total, more.next]).toEqual(['d6 d5 d4 d3 d2 d1', 6, null]);
  });

  test('takes in new ones and changes, and counts each once', () => {
    const changed = [delivery(7), delivery(5, { state: 'failed' })];
    const twice = [changed, changed].reduce(
      (list, deliveries) => reduceDeliveries(list, { type: 'changed', deliveries }),
      loaded,
    );
    expect([ids(twice), twice.total]).toEqual(['d7 d6 d5 d4', 7]);
    expect(twice.rows[2]!.state).toBe('failed');
    expect(reduceDeliveries(twice, { type: 'removed', id: 'd6' })).toMatchObject({ total: 6 });
    expect(reduceDeliveries(twice, { type: 'removed', id: 'd1' })).toBe(twice);
  });

  test('leaves those of pages that are not loaded, and events that were overtaken', () => {
    expect(reduceDeliveries(loaded, { type: 'changed', deliveries: [delivery(2)] })).toBe(loaded);
    const late = delivery(5, { state: 'sending', attempts: [attempt(1, { ms: null, status: null })] });
    expect(reduceDeliveries(loaded, { type: 'changed', deliveries: [late] })).toBe(loaded);
    const again = delivery(5, {
      state: 'sending',
      attempts: [attempt(1), attempt(2, { ms: null, status: null })],
    });
    expect(reduceDeliveries(loaded, { type: 'changed', deliveries: [again] }).rows[1]!.state).toBe('sending');
  });

  test('loses what a new first page no longer has, and keeps what follows it', () => {
    const long = reduceDeliveries(loaded, { type: 'older', page: { ...page(3, 1), total: 6 } });
    const newest = { ...page(8, 5), deliveries: page(8, 5).deliveries.filter(({ id }) => id !== 'd6') };
    expect(ids(reduceDeliveries(long, { type: 'newest', page: newest }))).toBe('d8 d7 d5 d4 d3 d2 d1');
  });

  test('keeps rows of the same millisecond when it is loaded again', () => {
    const at = (from: number, to: number) => {
      const { deliveries, ...rest } = page(from, to);
      return { ...rest, total: 6, deliveries: deliveries.map((one) => ({ ...one, createdAt: time(1) })) };
    };
    const first = reduceDeliveries(noDeliveries, { type: 'newest', page: at(6, 4) });
    const whole = reduceDeliveries(first, { type: 'older', page: at(3, 1) });
    const again = reduceDeliveries(whole, { type: 'newest', page: at(6, 4) });
    expect([ids(again), again.next]).toEqual(['d6 d5 d4 d3 d2 d1', null]);
    // It is on a page that is not loaded, and counted already.
    const unloaded = { ...delivery(2, { state: 'failed' }), createdAt: time(1) };
    expect(reduceDeliveries(first, { type: 'changed', deliveries: [unloaded] })).toBe(first);
  });

  test('begins anew when rows between it and the new first page may be missing', () => {
    const later = reduceDeliveries(loaded, { type: 'newest', page: page(20, 18) });
    expect([ids(later), later.next]).toEqual(['d20 d19 d18', 'd18']);
  });

  test('is always newest first, each once, in whatever order events come', () => {
    const event = fc.oneof(
      fc
        .integer({ min: 1, max: 12 })
        .map((number) => ({ type: 'changed', deliveries: [delivery(number)] }) as const),
      fc.integer({ min: 1, max: 12 }).map((number) => ({ type: 'removed', id: `d${number}` }) as const),
      fc
        .tuple(fc.integer({ min: 5, max: 12 }), fc.integer({ min: 1, max: 4 }))
        .map(([from, to]) => ({ type: 'newest', page: page(from, to) }) as const),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const numbers = events
          .reduce(reduceDeliveries, noDeliveries)
          .rows.map(({ id }) => Number(id.slice(1)));
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => b - a));
      }),
    );
  });

  test('of a request or a bulk replay has nothing else', () => {
    const replayed = delivery(3, { replayId: 'r1' });
    expect([isInScope(replayed, { capture: 3 }), isInScope(replayed, { capture: 4 })]).toEqual([true, false]);
    expect([isInScope(replayed, { replay: 'r1' }), isInScope(delivery(3), { replay: 'r1' })]).toEqual([
      true,
      false,
    ]);
    expect(listEventOf({ type: 'changed', deliveries: [replayed] }, { capture: 4 })).toBeNull();
    expect(listEventOf({ type: 'missed' }, {})).toBeNull();
  });
});

describe('times', () => {
  const nothing = { lookedUp: null, connected: null, secured: null, sent: null, firstByte: null, done: null };

  test('of phases follow each other without a gap, also when a response comes before the end of the request', () => {
    expect(
      phasesOf({ ...nothing, connected: 2, sent: 3, firstByte: 20, done: 21 }).map(({ id }) => id),
    ).toEqual(['connect', 'send', 'wait', 'receive']);
    const end = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(
        fc.record({ lookedUp: end, connected: end, secured: end, sent: end, firstByte: end, done: end }),
        (timings) => {
          const phases = phasesOf(timings);
          let at = 0;
          for (const { from, to } of phases) {
            expect(from).toBe(at);
            expect(to).toBeGreaterThanOrEqual(from);
            at = to;
          }
          expect(lengthOf(phases)).toBe(
            Math.max(0, ...Object.values(timings).filter((time) => time !== null)),
          );
        },
      ),
    );
  });

  test('of attempts are on one axis, on which milliseconds and hours can be told apart', () => {
    const retried = placedAttempts(
      {
        attempts: [attempt(1, { startedAt: time(0), ms: 20 }), attempt(2, { startedAt: time(3600), ms: 30 })],
      },
      0,
    );
    expect(retried).toEqual([
      { number: 1, from: 0, to: 20 },
      { number: 2, from: 3_600_000, to: 3_600_030 },
    ]);
    const running = placedAttempts(
      { attempts: [attempt(1, { startedAt: time(0), ms: null })] },
      Date.parse(time(2)),
    );
    expect(running[0]!.to).toBe(2000);
    const axis = timeAxis([retried, running]);
    expect([axis.at(0), axis.at(axis.end)]).toEqual([0, 1]);
    expect(axis.at(20)).toBeGreaterThan(0.1);
    expect(axis.marks).toContain(60_000);
    expect(timeAxis([]).end).toBe(1000);
  });
});

test('the outcome of a delivery is that of its latest attempt', () => {
  const failure = {
    code: 'connection-refused',
    title: 'The destination refused the connection.',
    detail: null,
    hint: '',
    phase: 'connect',
    reason: null,
  } as never;
  const failed = delivery(1, { state: 'failed', attempts: [attempt(1, { status: null, failure })] });
  expect(outcomeOf(failed)).toMatchObject({
    words: 'Failed',
    reason: 'The destination refused the connection',
    color: 'text-bad',
  });
  expect(outcomeOf(delivery(2, { attempts: [attempt(1, { status: 500 }), attempt(2)] }))).toMatchObject({
    words: '200',
    time: '12 ms',
  });
  expect(outcomeOf(delivery(2, { state: 'sending', attempts: [attempt(1, { ms: null })] })).time).toBeNull();
  expect(resultsOf([failed, delivery(2), delivery(3), delivery(4, { state: 'sending' })])).toEqual([
    { result: 'connection-refused', count: 1 },
    { result: '200', count: 2 },
  ]);
});

test('a response whose status is not shown to the reader is no failure', () => {
  const hidden = attempt(1, { status: null });
  expect(attemptResult(hidden)).toBe('Response received');
  expect(attemptColor(hidden)).toBe('bg-quiet');
  const shown = delivery(1, { attempts: [hidden] });
  expect(outcomeOf(shown)).toEqual({
    words: 'Response received',
    reason: null,
    time: '12 ms',
    color: '',
  });
  expect(resultsOf([shown])).toEqual([{ result: 'answered', count: 1 }]);
});

test('results are shown in words', () => {
  expect(['204', 'answered', 'stopped', 'connection-refused', 'send-cancelled'].map(resultWords)).toEqual([
    '204',
    'Response received',
    'Stopped',
    'The destination refused the connection',
    'The request was cancelled before it got a response',
  ]);
});
