import type { Deliveries } from '#lib/deliveries/deliveries.ts';
import {
  type AttemptEnd,
  afterAttempt,
  lastingFailures,
  type NextStep,
} from '#lib/forward-rules/after-attempt.ts';
import { isLoop } from '#lib/forward-rules/hops.ts';
import type { CaptureFacts } from '#lib/model/capture.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { Forward, ForwardCause } from '#lib/model/forward.ts';
import { forwardedWithin } from '#lib/model/forward-limits.ts';
import type { EndedAttempt } from '#lib/store/contracts/deliveries.ts';
import type { BegunItem, EndedItem, NewForwardItem } from '#lib/store/contracts/forwards.ts';
import type { Store } from '#lib/store/store.ts';
import { deliveryIdOf, forwardDelivery, hopOf } from './forward-delivery.ts';

/** What sending items needs of the running server. */
export type ForwardingParts = {
  readonly store: Store;
  readonly deliveries: Pick<Deliveries, 'forward'>;
  /** How this server calls itself in the header of hops. */
  readonly instance: () => Promise<string>;
  /** The process, which has a lease of this name while it sends. */
  readonly owner: string;
  /** That of the app, for bins of this server. */
  readonly origin: () => string;
  readonly binDomain: string | undefined;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
};

/** An attempt: how it ended, and what follows for the item and the rule. */
export type ForwardedItem = {
  /** Null when nothing was sent. */
  readonly attempt: EndedAttempt | null;
  readonly end: EndedItem;
  /** Null when it says nothing about the destination. */
  readonly step: NextStep | null;
};

export type Attempt = {
  /** How long it may wait for the sending limits, milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Marks the item as being sent; false when another does it. */
  readonly begin: (begun: BegunItem) => Promise<boolean>;
};

type Item = {
  readonly seq: number;
  /** Those that count. */
  readonly attempts: number;
  /** Null before the first attempt. */
  readonly deliveryId: string | null;
  readonly since: number;
};

/**
 * Makes an attempt to forward a capture. Resolves with how it ended, which the caller records; null when another process makes it. Failures of
 * this server leave the item queued.
 */
export async function forwardItem(
  binId: number,
  forward: Forward,
  item: Item,
  { patience, signal, begin }: Attempt,
  parts: ForwardingParts,
): Promise<ForwardedItem | null> {
  const { owner, now, reportError } = parts;
  const begun = { owner, deliveryId: deliveryIdOf(forward.id, item.seq), now: now() };
  if (!(await begin(begun))) return null;
  try {
    return await attempted(binId, forward, item, { patience, signal }, parts);
  } catch (error) {
    const code = failureCode(error);
    if (code === null) reportError(error);
    const isLasting = code !== null && lastingFailures.has(code) && code !== 'bin-deleted';
    const end = isLasting ? notSent('dead', code) : later(code ?? 'internal', now());
    return { attempt: null, step: null, end: { ...end, owner, now: now() } };
  }
}

/** Makes the attempt of an item that is marked. */
async function attempted(
  binId: number,
  forward: Forward,
  { seq, attempts, deliveryId, since }: Item,
  { patience, signal }: Pick<Attempt, 'patience' | 'signal'>,
  { store, deliveries, instance, owner, origin, binDomain, now }: ForwardingParts,
): Promise<ForwardedItem> {
  const ended = (end: Omit<EndedItem, 'owner' | 'now'>) => ({ ...end, owner, now: now() });
  const capture = await store.captureFacts(binId, seq);
  if (capture === null) return { attempt: null, step: null, end: ended(notSent('skipped', 'removed')) };
  const hop = hopOf(await instance(), binId);
  const why = whyNot(capture, { hop, since, now: now() });
  if (why !== null) return { attempt: null, step: null, end: ended(why) };
  const delivery = forwardDelivery(forward, capture, { hop, binDomain, now: now() });
  const how = { isFirst: deliveryId === null, origin: origin(), patience, signal };
  const attempt = await deliveries.forward(binId, delivery, how);
  if (attempt === null || isOurs(attempt)) {
    const cause = attempt?.failure?.code ?? 'send-cancelled';
    // Who stops a delivery wants it to stop; what stops with its rule or bin goes on with them.
    const isStopped = cause === 'send-cancelled' && !signal.aborted;
    const isBinThere = isStopped && (await store.deliveryToSend(binId, delivery.id)) !== null;
    const end = isBinThere ? notSent('dead', cause) : later(cause, now());
    return { attempt, step: null, end: ended(end) };
  }
  const circumstances = { made: attempts + 1, since, now: now(), random: Math.random() };
  const step = afterAttempt(endOf(attempt), forward.retries, circumstances);
  return { attempt, step, end: ended(itemAfter(step, attempt)) };
}

/** Failures of this server: the request was not sent, or may not have been. The attempt does not count. */
const ownFailures: ReadonlySet<string> = new Set([
  'send-busy',
  'send-rate-limited',
  'send-cancelled',
  'send-interrupted',
  'store-unavailable',
  'internal',
]);

function isOurs({ failure }: EndedAttempt): boolean {
  return failure !== null && ownFailures.has(failure.code);
}

/** When a request is tried again that this server could not send, milliseconds. */
const soon = 1000;
const afterDefect = 30_000;

type End = Omit<EndedItem, 'owner' | 'now'>;

/** Why a capture is not sent; null when it is. */
function whyNot(
  { headers, malformed }: CaptureFacts,
  { hop, since, now }: { hop: string; since: number; now: number },
): End | null {
  if (isLoop(headers, hop)) return notSent('skipped', 'loop');
  // It has no headers to change, and what it means depends on who parses it.
  if (malformed !== null) return notSent('dead', 'request-unsendable');
  return since + forwardedWithin < now ? notSent('dead', 'too-old') : null;
}

function notSent(state: 'dead' | 'skipped', cause: ForwardCause): End {
  return { state, cause, dueAt: null, isPrivate: false, uncounted: true };
}

function later(cause: ForwardCause, now: number): End {
  const dueAt = now + (cause === 'internal' ? afterDefect : soon);
  return { state: 'queued', cause, dueAt, isPrivate: false, uncounted: true };
}

function itemAfter({ cause, dueAt }: NextStep, { isPrivate }: EndedAttempt): End {
  if (cause === null) return { state: 'done', cause, dueAt: null, isPrivate };
  return { state: dueAt === null ? 'dead' : 'queued', cause, dueAt, isPrivate };
}

function endOf({ failure, status, hops }: EndedAttempt): AttemptEnd {
  if (failure !== null) return { failure: failure.code };
  return { status: status ?? 0, headers: hops.at(-1)?.response?.headers ?? [] };
}

/** The item of a capture that is attempted at once. */
export function firstItem(seq: number, orderKey: string | null, now: number): NewForwardItem {
  return { seq, cause: null, orderKey, dueAt: now, now };
}
