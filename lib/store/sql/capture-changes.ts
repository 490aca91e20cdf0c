import { server } from '#lib/model/asker.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { CaptureChanges, CaptureReads } from '../contracts/captures.ts';
import type { Listeners } from '../listeners.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { editCapture } from '../prisma/edit-capture.ts';
import { removalBatch } from '../removal-batch.ts';
import type { CaptureReader } from './capture-reader.ts';
import type { Value } from './reads.ts';
import { search } from './search.ts';
import { firstWindow, rangeAfter, type SeqRange } from './seq-windows.ts';

type Parts = {
  readonly database: PrismaDatabase;
  /** Removes one batch of the oldest captures for which a condition holds. Returns their seqs. */
  readonly removeSome: (
    binId: number,
    condition: string,
    values: readonly Value[],
  ) => Promise<readonly number[]>;
  readonly captures: CaptureReader;
  readonly finder: BinFinder;
  readonly counts: CaptureReads['counts'];
  readonly listeners: Listeners;
};

/** Edits and removals. A removal that has begun is finished, whether its asker waits or not. */
export function captureChanges({
  database,
  removeSome,
  captures,
  finder,
  counts,
  listeners,
}: Parts): Omit<CaptureChanges, 'importCaptures'> {
  const { reader, turns } = captures;

  async function removeAndTell(...batch: Parameters<Parts['removeSome']>): Promise<readonly number[]> {
    const removed = await removeSome(...batch);
    if (removed.length > 0) listeners.unusedBodies();
    return removed;
  }

  return {
    async changeCapture(binId, seq, change, before) {
      await editCapture(database, finder, { binId, seq, ...change }, before);
      if (change.pinned === false || change.note) listeners.binFull(binId);
      const facts = await captures.facts(binId, seq, server);
      return facts && captureSummary(facts);
    },

    async removeCapture(binId, seq) {
      return (await removeAndTell(binId, '"seq" = ?', [seq])).length > 0;
    },

    removeCaptures: (binId, asker = server) =>
      turns.run(asker, async () => {
        const finishing = { name: asker.name };
        const { head } = await counts(binId);
        const kept: number[] = [];
        let removed = 0;
        for (let rest: SeqRange | null = { after: 0, before: head + 1 }; rest; ) {
          const window = await firstWindow(reader, binId, rest, true);
          rest = rangeAfter(rest, window, true);
          const { after, before } = window;
          for (let left = true; left; ) {
            await turns.take(finishing);
            const some = await removeAndTell(binId, '"seq" > ? AND "seq" < ? AND NOT "pinned"', [
              after,
              before,
            ]);
            removed += some.length;
            left = some.length > 0;
          }
          const pinned =
            'SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" < ? ORDER BY "seq"';
          for (const { seq } of await reader.all<{ seq: number }>(pinned, binId, after, before))
            kept.push(seq);
        }
        return { removed, upTo: head, kept };
      }),

    removeMatching: (binId, filter, asker = server) =>
      turns.run(asker, async () => {
        const finishing = { name: asker.name };
        const { head } = await counts(binId);
        const removed: number[] = [];
        let found: number[] = [];
        const remove = async () => {
          while (found.length > 0) {
            await turns.take(finishing);
            const these = `"seq" ${reader.dialect.inList} AND NOT "pinned"`;
            const gone = new Set(await removeAndTell(binId, these, [reader.dialect.list(found)]));
            removed.push(...gone);
            found = gone.size === 0 ? [] : found.filter((seq) => !gone.has(seq));
          }
        };
        for await (const { facts } of search(captures, binId, { before: head + 1 }, filter, finishing)) {
          if (facts.pinned) continue;
          found.push(facts.seq);
          if (found.length >= removalBatch.captures) await remove();
        }
        await remove();
        return removed;
      }),
  };
}
