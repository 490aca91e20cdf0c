import { filterValue } from '#lib/filter/filter-value.ts';
import { ValueCounter, type ValueCounts } from '#lib/model/value-counts.ts';
import type { Store } from '#lib/store/store.ts';
import type { CaptureView } from './capture-view.ts';

/** Captures per page. */
const mostRows = 100;
/** The most captures that are counted: each may have to be masked. */
const mostCounted = 500;

/** The values of a filter key in a view that hides part of its bin, counted from the pages it shows. */
export async function valuesOfPages(
  list: CaptureView['list'],
  { key, budget }: Parameters<Store['values']>[1],
): Promise<ValueCounts> {
  const counter = new ValueCounter();
  const most = Math.min(budget, mostCounted);
  let counted = 0;
  for (let before: number | undefined; ; ) {
    const page = await list({ before, limit: Math.min(mostRows, most - counted) });
    for (const row of page.captures) counter.add(filterValue(key, row));
    counted += page.captures.length;
    if (page.next === null || counted >= most)
      return { key, ...counter.list(), counted, isPartial: page.next !== null };
    before = page.next;
  }
}
