import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { ReplayPace } from '#lib/model/delivery-input.ts';
import { gapOf } from '#lib/outgoing/pace.ts';
import type { Store } from '#lib/store/store.ts';

/** Captures read at a time. */
const pageLength = 100;

/** How many captures a plan names. */
const sampleLength = 5;

/** The captures up to `head` that match a filter, or all, oldest first. They are read a page at a time. */
export async function* matchingCaptures(
  store: Pick<Store, 'list'>,
  { binId, head, filter }: { binId: number; head: number; filter: Filter | undefined },
  asker: Asker,
): AsyncGenerator<CaptureSummary> {
  for (let after = 0; ; ) {
    const page = await store.list(binId, { after, limit: pageLength, ...(filter && { filter }) }, asker);
    for (const capture of page.captures) {
      if (capture.seq > head) return;
      yield capture;
    }
    if (page.next === null || page.next >= head) return;
    after = page.next;
  }
}

/** What a bulk replay of some captures comprises. */
export type ReplayExtent = {
  readonly count: number;
  readonly bytes: number;
  /** How many are signed anew. */
  readonly signedAnew: number;
  /** The sum of the gaps between them; null when they are sent at once. */
  readonly takesMs: number | null;
  /** The first few. */
  readonly first: readonly CaptureSummary[];
};

/** Counts captures, those that are signed anew, and the gaps between them. */
export async function extentOf(
  captures: AsyncIterable<CaptureSummary>,
  pace: ReplayPace,
  isSignedAnew: (capture: CaptureSummary) => boolean = () => false,
): Promise<ReplayExtent> {
  const first: CaptureSummary[] = [];
  let count = 0;
  let bytes = 0;
  let signedAnew = 0;
  let takesMs = 0;
  let previous: number | null = null;
  for await (const capture of captures) {
    count += 1;
    bytes += capture.body.stored;
    if (isSignedAnew(capture)) signedAnew += 1;
    if (previous !== null) takesMs += gapOf(pace, capture.receivedAtMicros - previous);
    previous = capture.receivedAtMicros;
    if (first.length < sampleLength) first.push(capture);
  }
  return { count, bytes, signedAnew, takesMs: pace === 'at-once' ? null : Math.round(takesMs), first };
}
