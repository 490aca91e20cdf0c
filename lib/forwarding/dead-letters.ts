import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Forward, ForwardItem } from '#lib/model/forward.ts';
import type { Store } from '#lib/store/store.ts';
import { matchingSeqs } from './matching-seqs.ts';

/** Items read at a time. */
const pageLength = 200;

/** Which of the requests that were given up: those of some rules, and of these the ones that match, or that are named. */
export type DeadLetters = {
  readonly rules: readonly Forward[];
  readonly filter?: Filter | undefined;
  readonly seqs?: readonly number[] | undefined;
};

type Reading = {
  readonly store: Pick<Store, 'list' | 'listItems'>;
  readonly binId: number;
  readonly asker: Asker;
};

/**
 * A page of requests that were given up, the newest captures first, and the `before` of the next page. Items of one capture are on one page, so it
 * may have some more than `limit`.
 */
export async function deadLetterPage(
  { rules, filter }: DeadLetters,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
  reading: Reading,
): Promise<{ items: readonly ForwardItem[]; next: number | null }> {
  const found: ForwardItem[] = [];
  let isMore = false;
  for (const rule of rules) {
    let count = 0;
    for await (const items of pagesOf(rule, { filter }, reading, before)) {
      found.push(...items);
      count += items.length;
      if (count > limit) {
        isMore = true;
        break;
      }
    }
  }
  found.sort((one, other) => other.seq - one.seq);
  const last = found[limit - 1]?.seq;
  if (last === undefined || (found.length === limit && !isMore)) return { items: found, next: null };
  const items = found.filter(({ seq }) => seq >= last);
  return { items, next: items.length < found.length || isMore ? last : null };
}

/** The seqs of all of them, by rule, some at a time. */
export async function* eachDeadLetter(
  { rules, filter, seqs }: DeadLetters,
  reading: Reading,
): AsyncGenerator<{ rule: Forward; seqs: readonly number[] }> {
  for (const rule of rules) {
    if (filter === undefined) {
      for (let at = 0; seqs && at < seqs.length; at += pageLength)
        yield { rule, seqs: seqs.slice(at, at + pageLength) };
      continue;
    }
    for await (const items of pagesOf(rule, { filter, seqs }, reading))
      yield { rule, seqs: items.map(({ seq }) => seq) };
  }
}

/** The items of a rule that were given up and match, newest first. */
async function* pagesOf(
  { id }: Forward,
  { filter, seqs }: Pick<DeadLetters, 'filter' | 'seqs'>,
  { store, binId, asker }: Reading,
  start = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<readonly ForwardItem[]> {
  const named = seqs && new Set(seqs);
  for (let before = start; ; ) {
    const page = await store.listItems(id, { states: ['dead'], before, limit: pageLength });
    const [first, last] = [page[0], page.at(-1)];
    if (!first || !last) return;
    const matching =
      filter && (await matchingSeqs(store, binId, { after: last.seq - 1, to: first.seq }, filter, asker));
    const items = page.filter(({ seq }) => (matching?.has(seq) ?? true) && (named?.has(seq) ?? true));
    if (items.length > 0) yield items;
    before = last.seq;
  }
}
