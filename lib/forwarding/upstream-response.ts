import { attemptKey } from '#lib/attempts/same-delivery.ts';
import type { ProcessLease } from '#lib/deliveries/process-lease.ts';
import type { CompiledFilter } from '#lib/filter/arrival-filter.ts';
import { passedHeaders } from '#lib/forward-rules/passed-headers.ts';
import type { Recognised } from '#lib/model/capture.ts';
import type { Forward } from '#lib/model/forward.ts';
import { parseDestination } from '#lib/outgoing/destination.ts';
import { bodyLookedAt, type ChosenResponse } from '#lib/reply/respond-to.ts';
import type { Store } from '#lib/store/store.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';
import {
  type Attempt,
  type ForwardedItem,
  type ForwardingParts,
  firstItem,
  forwardItem,
} from './forward-item.ts';

export type UpstreamParts = ForwardingParts & {
  /** Held while an attempt is made, so that another process does not make it, too. */
  readonly lease: ProcessLease;
  readonly compiled: (filter: string) => CompiledFilter;
  readonly filters: FilterWork;
  /** Records how an attempt ended. */
  readonly record: (binId: number, forward: Forward, seq: number, forwarded: ForwardedItem) => Promise<void>;
  /** How many attempts of each rule senders wait for, by its id. */
  readonly waiting: Map<string, number>;
};

/**
 * The response of the destination of the first of these rules that matches a capture. Null when none matches, when the destination is not
 * sent to now, or when its response does not come in time or is too long: then the bin gives its own, and the attempt goes on.
 */
export async function upstreamResponse(
  binId: number,
  rules: readonly Forward[],
  request: Recognised & { readonly seq: number },
  parts: UpstreamParts,
): Promise<ChosenResponse | null> {
  const rule = await firstMatching(binId, rules, request, parts);
  if (rule === null || !mayAttempt(rule, parts)) return null;
  const attempt = firstAttempt(binId, rule, request, parts);
  const forwarded = await withinTime(attempt, rule.respondWithinMs ?? 0);
  return forwarded === null ? null : responseOf(rule, forwarded);
}

/** Whether the destination is sent to without care, and not by too many senders already. */
function mayAttempt({ id, breaker, concurrency }: Forward, { waiting }: UpstreamParts): boolean {
  const isClosed = breaker.openUntil === null && breaker.recovering === null;
  return isClosed && (waiting.get(id) ?? 0) < concurrency;
}

/** Makes the first attempt, and records it, also when nobody waits for it any more. */
async function firstAttempt(
  binId: number,
  rule: Forward,
  request: Recognised & { readonly seq: number },
  parts: UpstreamParts,
): Promise<ForwardedItem | null> {
  const { seq } = request;
  const { store, now, lease, record, waiting, reportError } = parts;
  const facts = { ...request, note: null, pinned: false, answered: null };
  const orderKey = attemptKey(captureSummary(facts))?.key ?? null;
  const { signal } = new AbortController();
  const begin: Attempt['begin'] = (begun) => store.claimItem(rule.id, firstItem(seq, orderKey, now()), begun);
  waiting.set(rule.id, (waiting.get(rule.id) ?? 0) + 1);
  try {
    await lease.begin();
    const item = { seq, attempts: 0, deliveryId: null, since: now() };
    // Where the limits of sending do not allow it now, the sender does not wait for them.
    const forwarded = await forwardItem(binId, rule, item, { patience: 0, signal, begin }, parts);
    // The sender does not wait until it is recorded.
    if (forwarded !== null) void record(binId, rule, seq, forwarded).catch(reportError);
    return forwarded;
  } catch (error) {
    reportError(error);
    return null;
  } finally {
    lease.end();
    const others = waiting.get(rule.id)! - 1;
    if (others === 0) waiting.delete(rule.id);
    else waiting.set(rule.id, others);
  }
}

async function firstMatching(
  binId: number,
  rules: readonly Forward[],
  request: Recognised & { readonly seq: number },
  { store, filters, compiled, now }: UpstreamParts,
): Promise<Forward | null> {
  const facts = { ...request, note: null, pinned: false, answered: null };
  for (const rule of rules) {
    const filter = await compiled(rule.filter)(now());
    if (filter === null) return rule;
    const body = filter.needsBody ? await bodyOf(request, store) : new Uint8Array();
    if (await filters.matches(filter, { facts, body }, { name: `bin ${binId}` })) return rule;
  }
  return null;
}

async function bodyOf({ body, longBodyId, bodyStored }: Recognised, store: Pick<Store, 'readLongBody'>) {
  return longBodyId === null ? body : store.readLongBody(longBodyId, Math.min(bodyStored, bodyLookedAt));
}

function responseOf(rule: Forward, { attempt }: ForwardedItem): ChosenResponse | null {
  const response = attempt?.hops.at(-1)?.response;
  if (!attempt || attempt.failure !== null || !response || response.status < 200) return null;
  const { received, kept, isComplete } = response.body;
  if (!isComplete || kept < received) return null;
  return {
    response: {
      status: response.status,
      headers: passedHeaders(response.headers),
      body: attempt.response ?? new Uint8Array(),
    },
    facts: { chosenBy: { by: 'forward', id: rule.id, name: rule.name ?? nameOf(rule) } },
  };
}

/** The host of a destination: its URL may contain a secret. */
function nameOf({ to }: Forward): string {
  return 'url' in to ? parseDestination(to.url).host : to.bin;
}

/** The result if it comes in time. */
async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
