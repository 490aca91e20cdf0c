import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Store } from '#lib/store/store.ts';

/** Captures read at a time. */
const pageLength = 200;

/** The captures after a seq up to another one that match a filter. */
export async function matchingSeqs(
  store: Pick<Store, 'list'>,
  binId: number,
  { after, to }: { after: number; to: number },
  filter: Filter,
  asker: Asker,
): Promise<ReadonlySet<number>> {
  const seqs = new Set<number>();
  for (let before: number | null = to + 1; before !== null; ) {
    const range = { after, before, limit: pageLength, filter };
    const page: Awaited<ReturnType<typeof store.list>> = await store.list(binId, range, asker);
    for (const { seq } of page.captures) seqs.add(seq);
    before = page.next;
  }
  return seqs;
}
