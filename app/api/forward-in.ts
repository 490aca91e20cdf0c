import type { Entry } from '#lib/access/open-bin.ts';
import { isAllowed } from '#lib/access/permissions.ts';
import type { CaptureView } from '#lib/access/views/capture-view.ts';
import type { Forward, ForwardItem, ForwardItemState } from '#lib/model/forward.ts';
import type { ForwardItemJson, ForwardJson } from '#lib/model/forward-json.ts';
import { forwardItemJson, forwardJson } from '#lib/summary/forward-json.ts';
import { readerOf } from './delivery-in.ts';
import type { Call } from './handler.ts';

type Reading = Pick<Call<unknown>, 'store' | 'now'>;

const noItems: ForwardJson['counts'] = { queued: 0, sending: 0, done: 0, dead: 0, skipped: 0 };

/** Rules as a link may see them. */
export async function forwardsJson(
  { store, now }: Reading,
  entry: Entry,
  forwards: readonly Forward[],
): Promise<ForwardJson[]> {
  const counts = forwards.length === 0 ? new Map() : await store.itemCounts(entry.bin.id);
  const reader = readerOf(entry);
  const maySend = isAllowed(entry.link, 'send');
  return forwards.map((forward) =>
    forwardJson(forward, { counts: counts.get(forward.id) ?? noItems, reader, maySend, now }),
  );
}

/** Items of these rules as a link may see them. */
export async function itemsJson(
  { now }: Pick<Reading, 'now'>,
  entry: Entry & { readonly captures: CaptureView },
  forwards: readonly Forward[],
  items: readonly ForwardItem[],
): Promise<ForwardItemJson[]> {
  const reader = readerOf(entry);
  const byId = new Map(forwards.map((forward) => [forward.id, forward]));
  const shown = await Promise.all(
    items.map(async (item) => {
      const forward = byId.get(item.forwardId);
      const capture = await entry.captures.captureFacts(item.seq);
      return forward ? [forwardItemJson(item, forward, { capture, reader, now })] : [];
    }),
  );
  return shown.flat();
}

/** What the states of a query comprise. */
export const itemStates: Readonly<Record<string, readonly ForwardItemState[]>> = {
  waiting: ['queued', 'sending'],
  done: ['done'],
  dead: ['dead'],
  skipped: ['skipped'],
  'not-forwarded': ['dead', 'skipped'],
  all: ['queued', 'sending', 'done', 'dead', 'skipped'],
};
