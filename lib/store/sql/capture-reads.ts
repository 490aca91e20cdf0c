import type { Filter } from '#lib/filter/read-filter.ts';
import { type Asker, server } from '#lib/model/asker.ts';
import type { Capture } from '#lib/model/capture.ts';
import type { CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { PageRoom } from '#lib/model/page-room.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { CaptureReads, PageQuery } from '../contracts/captures.ts';
import type { CaptureReader } from './capture-reader.ts';
import { countValues } from './count-values.ts';
import type { LongBodies } from './long-bodies.ts';
import { search } from './search.ts';
import { countTimeline } from './timeline.ts';

type Parts = {
  readonly captures: CaptureReader;
  readonly longBodies: LongBodies;
  readonly counts: CaptureReads['counts'];
  /** How many captures are read while others are used: none where the database answers at once. */
  readonly readAhead: number;
};

export function captureReads({ captures, longBodies, counts, readAhead }: Parts): CaptureReads {
  const { turns } = captures;

  async function page(binId: number, query: PageQuery, asker: Asker): Promise<CapturePage> {
    const found = search(captures, binId, query, query.filter, asker);
    const summaries: CaptureSummary[] = [];
    const room = new PageRoom();
    let next: number | null = null;
    for (;;) {
      const { value, done } = await found.next();
      if (done) {
        next = value;
        break;
      }
      const summary = captureSummary(value.facts);
      if (summaries.length === query.limit || !room.takes(summary)) {
        next = summaries.at(-1)?.seq ?? null;
        break;
      }
      summaries.push(summary);
    }
    return { captures: summaries, ...(await counts(binId)), next };
  }

  async function* each(binId: number, filter: Filter | undefined, asker: Asker): AsyncGenerator<Capture> {
    const reading: Promise<Capture | null>[] = [];
    const next = () => reading.shift()!;
    try {
      for await (const { row } of search(captures, binId, { after: 0 }, filter, asker)) {
        const capture = captures.whole(binId, row.seq, asker);
        // It may fail while an earlier one is waited for.
        capture.catch(() => {});
        reading.push(capture);
        // A long body is in memory alone.
        const most = row.longBodyId === null ? readAhead : 0;
        while (reading.length > most) {
          const found = await next();
          if (found) yield found;
        }
      }
      while (reading.length > 0) {
        const found = await next();
        if (found) yield found;
      }
    } finally {
      await Promise.allSettled(reading);
    }
  }

  return {
    counts,
    list: (binId, query, asker = server) => turns.run(asker, () => page(binId, query, asker)),
    capture: (binId, seq, asker = server) => captures.whole(binId, seq, asker),
    captureFacts: (binId, seq, asker = server) => captures.facts(binId, seq, asker),
    eachCapture: (binId, filter, asker = server) => turns.each(asker, each(binId, filter, asker)),
    readBody: (binId, seq, first, last, asker = server) =>
      longBodies.read({ binId, seq }, first, last, asker),
    timeline: (binId, query, asker = server) =>
      turns.run(asker, async () => {
        const { head } = await counts(binId);
        return countTimeline({ captures, binId, head, asker }, query);
      }),
    values: (binId, query, asker = server) =>
      turns.run(asker, () => countValues(captures, binId, query, asker)),
  };
}
