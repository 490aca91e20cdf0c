import { attemptKey } from '#lib/attempts/same-delivery.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import { failureCode } from '#lib/model/errors.ts';
import type { Forward, ForwardCause } from '#lib/model/forward.ts';
import { bodyLookedAt } from '#lib/reply/respond-to.ts';
import type { NewForwardItem } from '#lib/store/contracts/forwards.ts';
import type { Store } from '#lib/store/store.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';

/** Captures looked at for one commit. */
const pageLength = 100;

type Parts = {
  readonly store: Pick<Store, 'list' | 'captureFacts' | 'readBody' | 'queueItems'>;
  readonly filters: FilterWork;
  /** Null for all captures. */
  readonly filter: Filter | null;
  /** How long an item waits before its first attempt, milliseconds. */
  readonly delayMs: number;
  readonly asker: Asker;
  readonly now: () => number;
};

/**
 * Puts the captures after the cursor of a rule into its queue, a page of them, and moves the cursor in the same commit. Returns the new
 * cursor, and whether there may be more captures; null when another process has moved the cursor.
 */
export async function queueCaptures(
  binId: number,
  forward: Pick<Forward, 'id' | 'cursor'>,
  parts: Parts,
): Promise<{ cursor: number; isMore: boolean } | null> {
  const { store, asker, now, delayMs } = parts;
  const { captures, next } = await store.list(binId, { after: forward.cursor, limit: pageLength }, asker);
  const to = captures.at(-1)?.seq;
  if (to === undefined) return { cursor: forward.cursor, isMore: false };
  const items: NewForwardItem[] = [];
  for (const capture of captures) {
    const cause = await causeOf(binId, capture.seq, parts);
    const at = now();
    const dueAt = cause === null ? at + delayMs : null;
    items.push({ seq: capture.seq, cause, orderKey: attemptKey(capture)?.key ?? null, now: at, dueAt });
  }
  const isWritten = await store.queueItems(forward.id, { from: forward.cursor, to }, items);
  return isWritten ? { cursor: to, isMore: next !== null } : null;
}

/** Why a capture is not forwarded; null when it is. */
async function causeOf(binId: number, seq: number, parts: Parts): Promise<ForwardCause | null> {
  const { store, filters, filter, asker } = parts;
  if (filter === null) return null;
  const facts = await store.captureFacts(binId, seq);
  if (facts === null) return 'removed';
  try {
    if (!(await filters.mayMatch(filter, facts, asker))) return 'filtered';
    const body = filter.needsBody ? await bodyOf(binId, seq, facts.bodyStored, parts) : new Uint8Array();
    return (await filters.matches(filter, { facts, body }, asker)) ? null : 'filtered';
  } catch (error) {
    // A filter that takes too long for one request must not hold up the others.
    if (failureCode(error) === 'too-much-work') return 'too-much-work';
    throw error;
  }
}

/** As much of a body as rules see. */
async function bodyOf(
  binId: number,
  seq: number,
  length: number,
  { store, asker }: Parts,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const last = Math.min(length, bodyLookedAt) - 1;
  for await (const piece of store.readBody(binId, seq, 0, last, asker)) pieces.push(piece);
  return Buffer.concat(pieces);
}
