import { type Filter, readFilter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { NearMiss } from '#lib/model/capture-json.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';
import type { CaptureView } from './capture-view.ts';

/** The newest captures that are looked at, and how many are told. */
const mostLookedAt = 25;
const most = 5;
/** Longer bodies are not searched, bytes. */
const longestBody = 1024 * 1024;

/**
 * The captures after a seq that miss a filter by the fewest terms, at most five, the nearest and newest first. Looks at the newest 25.
 * Captures with a long body are left out where a term looks at bodies.
 */
export async function nearMisses(
  { view, filters, asker }: { view: CaptureView; filters: FilterWork; asker: Asker },
  filter: Filter,
  { after, found }: { after: number; found: ReadonlySet<number> },
): Promise<NearMiss[]> {
  const { source } = filter;
  if (source === null) return [];
  const terms = filter.words.map(({ start, end }) => {
    const text = source.text.slice(start, end);
    return { text, filter: readFilter(text, source.now).filter };
  });
  const { captures } = await view.list({
    after,
    before: Number.MAX_SAFE_INTEGER,
    limit: mostLookedAt + Math.min(found.size, mostLookedAt),
  });
  const misses: NearMiss[] = [];
  for (const { seq, method, path, receivedAt } of captures) {
    if (found.has(seq) || misses.length === mostLookedAt) continue;
    const subject = await subjectOf(seq);
    if (subject === null) continue;
    const failed: string[] = [];
    for (const term of terms) {
      if (!(await filters.matches(term.filter, subject, asker))) failed.push(term.text);
    }
    if (failed.length > 0) misses.push({ seq, method, path, receivedAt, failed });
  }
  return misses.sort((a, b) => a.failed.length - b.failed.length || b.seq - a.seq).slice(0, most);

  async function subjectOf(seq: number) {
    const facts = await view.captureFacts(seq);
    if (facts === null || (filter.needsBody && facts.bodyStored > longestBody)) return null;
    if (!filter.needsBody) return { facts, body: new Uint8Array() };
    const capture = await view.capture(seq);
    return capture && { facts: capture, body: capture.body };
  }
}
