import { setTimeout as pause } from 'node:timers/promises';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { Subscription } from './subscription.ts';

/** Captures in the order they were found. `late` ones came before others that were found already: they began to match by a change. */
export type FoundCaptures = { readonly captures: readonly CaptureSummary[]; readonly isLate: boolean };

/** Where to look. */
export type FollowedCaptures = {
  readonly view: Pick<CaptureView, 'list' | 'counts'>;
  readonly subscription: Subscription;
  readonly filter?: Filter | undefined;
  /** Only captures after this seq. */
  readonly after: number;
};

/** Captures read at once. */
const pageLimit = 200;
/** The shortest time between two looks of one program, milliseconds. */
const interval = 50;

/**
 * The captures of a bin that match a filter, first those that are stored, then each as it is received: none is missed in between, since
 * the subscription was opened before. Never ends by itself: it throws the reason once the subscription has ended, after it has looked
 * for what was stored until then.
 */
export async function* followCaptures({
  view,
  subscription,
  filter,
  after,
}: FollowedCaptures): AsyncGenerator<FoundCaptures, never> {
  const hasChanging = (filter?.changing?.size ?? 0) > 0;
  const found = new Set<number>();
  let cursor = after;

  function remember(captures: readonly CaptureSummary[]): void {
    if (hasChanging) for (const { seq } of captures) found.add(seq);
  }

  for (;;) {
    const { failure } = subscription;
    const began = performance.now();
    for (let isRest = true; isRest; ) {
      const from = cursor;
      const { captures, next, headBefore } = await subscription.read(from, async () => {
        // Read before the captures: those that are added meanwhile are read again.
        const { head } = await view.counts();
        return { ...(await view.list({ after: from, limit: pageLimit, filter })), headBefore: head };
      });
      subscription.sawHead(headBefore);
      cursor = Math.max(cursor, next ?? headBefore, captures.at(-1)?.seq ?? 0);
      isRest = next !== null;
      remember(captures);
      if (captures.length > 0) yield { captures, isLate: false };
    }
    for (const seq of subscription.takeChanged()) {
      if (seq <= after || seq > cursor || found.has(seq)) continue;
      const { captures } = await view.list({ after: seq - 1, before: seq + 1, limit: 1, filter });
      remember(captures);
      if (captures.length > 0) yield { captures, isLate: true };
    }
    if (failure) throw failure;
    await subscription.woken();
    const early = interval - (performance.now() - began);
    if (early > 0 && subscription.failure === null) await pause(early);
  }
}
