import { statusPart, type Timeline } from '#lib/model/timeline.ts';
import type { Store } from '#lib/store/store.ts';
import type { CaptureView } from './capture-view.ts';

/** Captures per page. */
const mostRows = 500;

/**
 * The timeline of a view that hides part of its bin, counted from the pages it shows: filters are evaluated on what is
 * shown, and hidden captures are not counted. It counts to the end, whatever its budget.
 */
export async function timelineOfPages(
  list: CaptureView['list'],
  { from, to, buckets, by, filter }: Parameters<Store['timeline']>[1],
): Promise<Timeline> {
  const rows: { at: number; part: string }[] = [];
  let head = 0;
  for (let before: number | undefined; ; ) {
    const page = await list({ before, limit: mostRows, filter });
    head ||= page.head;
    for (const row of page.captures) {
      const part = by === 'method' ? row.method : statusPart(row.reply?.status ?? null);
      rows.push({ at: row.receivedAtMicros, part });
    }
    if (page.next === null) break;
    before = page.next;
  }
  const start = Math.min(from ?? Math.min(to, ...rows.slice(-1).map(({ at }) => at)), to);
  const width = Math.max(1000, Math.ceil((to - start) / buckets / 1000) * 1000);
  const counts = new Map<string, number[]>();
  for (const { at, part } of rows) {
    const bucket = Math.floor((at - start) / width);
    if (bucket < 0 || bucket >= buckets) continue;
    const numbers = counts.get(part) ?? new Array<number>(buckets).fill(0);
    numbers[bucket]! += 1;
    counts.set(part, numbers);
  }
  const iso = (micros: number) => new Date(Math.floor(micros / 1000)).toISOString();
  return {
    from: iso(start),
    to: iso(start + width * buckets),
    bucketMs: width / 1000,
    by,
    series: [...counts].map(([name, numbers]) => ({ name, counts: numbers })),
    head,
    next: null,
  };
}
