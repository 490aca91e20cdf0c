import { causeJson } from '#lib/forward-rules/cause-words.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import type { Forward, ForwardItem } from '#lib/model/forward.ts';
import type { ForwardItemJson, ForwardJson } from '#lib/model/forward-json.ts';
import { captureSummary } from './capture-summary.ts';
import type { DeliveryReader } from './delivery-summary.ts';

/** What a reader sees of a rule besides its settings. */
export type ForwardContext = {
  readonly counts: ForwardJson['counts'];
  readonly reader: DeliveryReader;
  /** Whether the values of headers are shown, which may be credentials. */
  readonly maySend: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** A rule as JSON. */
export function forwardJson(
  { cursor: _, skippedUpTo: __, createdAt, headers, paused, breaker, ...settings }: Forward,
  { counts, reader, maySend, now }: ForwardContext,
): ForwardJson {
  const { cause } = breaker;
  return {
    ...settings,
    createdAt: iso(createdAt),
    headers: {
      drop: headers.drop,
      set: headers.set.map(([name, value]) => [name, maySend ? value : null]),
    },
    paused: paused && { at: iso(paused.at), why: paused.why },
    breaker: {
      state: breakerState(breaker, now),
      failures: breaker.failures,
      openUntil: breaker.openUntil === null ? null : iso(breaker.openUntil),
      perSecond: breaker.recovering,
    },
    counts,
    failing: cause && causeJson(cause.code, isHidden(cause, reader)),
  };
}

/** An item as JSON. `capture` is null when it was removed. */
export function forwardItemJson(
  item: ForwardItem,
  { paused, breaker }: Pick<Forward, 'paused' | 'breaker'>,
  { capture, reader, now }: { capture: CaptureFacts | null; reader: DeliveryReader; now: number },
): ForwardItemJson {
  const { forwardId, seq, state, cause, attempts, dueAt, deliveryId, changedAt } = item;
  return {
    forward: forwardId,
    seq,
    state,
    cause: cause && causeJson(cause, isHidden(item, reader)),
    waitsFor: state === 'queued' ? waitsFor({ paused, breaker }, dueAt ?? now, now) : null,
    attempts,
    dueAt: dueAt === null ? null : iso(dueAt),
    deliveryId,
    changedAt: iso(changedAt),
    capture: capture && captureSummary(capture),
  };
}

function waitsFor(
  { paused, breaker }: Pick<Forward, 'paused' | 'breaker'>,
  dueAt: number,
  now: number,
): ForwardItemJson['waitsFor'] {
  if (paused !== null) return 'paused';
  if (breaker.openUntil !== null && breaker.openUntil > now) return 'breaker';
  return dueAt > now ? 'retry' : 'turn';
}

function breakerState(
  { openUntil, recovering }: Forward['breaker'],
  now: number,
): ForwardJson['breaker']['state'] {
  if (openUntil !== null) return openUntil > now ? 'open' : 'trying';
  return recovering === null ? 'closed' : 'recovering';
}

function isHidden({ isPrivate }: Pick<ForwardItem, 'isPrivate'>, reader: DeliveryReader): boolean {
  return isPrivate && reader === 'other';
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
