import { server } from '#lib/model/asker.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { CaptureChanges, CaptureReads } from '../contracts/captures.ts';
import type { Listeners } from '../listeners.ts';
import type { BinFinder } from '../prisma/bin-finder.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { editCapture } from '../prisma/edit-capture.ts';
import type { CaptureReader } from './capture-reader.ts';
import type { Database } from './open.ts';
import { findRemovable, type RemovableCapture, removalBatch, removeCaptures } from './remove-captures.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { search } from './search.ts';
import { firstWindow, rangeAfter, type SeqRange } from './seq-windows.ts';

type Parts = {
  readonly database: Database & PrismaDatabase;
  readonly captures: CaptureReader;
  readonly finder: BinFinder;
  readonly counts: CaptureReads['counts'];
  readonly listeners: Listeners;
};

/** Edits and removals. A removal that has begun is finished, whether its asker waits or not. */
export function captureChanges({
  database,
  captures,
  finder,
  counts,
  listeners,
}: Parts): Omit<CaptureChanges, 'importCaptures'> {
  const { connection, reader } = database;
  const { turns } = captures;

  /** Removes one batch of the oldest captures for which a condition holds. */
  async function removeSome(binId: number, condition: string, args: unknown[]): Promise<RemovableCapture[]> {
    const removed = await retryWhileBusy(() =>
      connection.transact((statements) => {
        const some = findRemovable(statements, binId, condition, args);
        removeCaptures(statements, binId, some);
        return some;
      }),
    );
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
      return (await removeSome(binId, '"seq" = ?', [seq])).length > 0;
    },

    removeCaptures: (binId, asker = server) =>
      turns.run(asker, async () => {
        const finishing = { name: asker.name };
        const { head } = await counts(binId);
        const kept: number[] = [];
        let removed = 0;
        for (let rest: SeqRange | null = { after: 0, before: head + 1 }; rest; ) {
          const window = firstWindow(reader, binId, rest, true);
          rest = rangeAfter(rest, window, true);
          const { after, before } = window;
          for (let left = true; left; ) {
            await turns.take(finishing);
            const some = await removeSome(binId, '"seq" > ? AND "seq" < ? AND "pinned" = 0', [after, before]);
            removed += some.length;
            left = some.length > 0;
          }
          const pinned =
            'SELECT "seq" FROM "Capture" WHERE "binId" = ? AND "seq" > ? AND "seq" < ? ORDER BY "seq"';
          for (const { seq } of reader.all<{ seq: number }>(pinned, binId, after, before)) kept.push(seq);
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
            const these = `"seq" IN (SELECT "value" FROM json_each(?)) AND "pinned" = 0`;
            const some = await removeSome(binId, these, [JSON.stringify(found)]);
            const gone = new Set(some.map(({ seq }) => seq));
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
