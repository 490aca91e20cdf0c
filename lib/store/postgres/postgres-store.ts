import { server } from '#lib/model/asker.ts';
import { CaptureWriter } from '../capture-writes.ts';
import { noListeners } from '../listeners.ts';
import { BinFinder } from '../prisma/bin-finder.ts';
import { binStore } from '../prisma/bins.ts';
import { blockStore } from '../prisma/blocks.ts';
import { forwardStore } from '../prisma/forwards.ts';
import { idempotencyStore } from '../prisma/idempotency.ts';
import { linkStore } from '../prisma/links.ts';
import { listenerStore } from '../prisma/listeners.ts';
import { replyStore } from '../prisma/replies.ts';
import { schemaStore } from '../prisma/schemas.ts';
import { secretStore } from '../prisma/secrets.ts';
import { UnusedBodies } from '../prisma/unused-bodies.ts';
import { captureChanges } from '../sql/capture-changes.ts';
import { CaptureReader } from '../sql/capture-reader.ts';
import { captureReads } from '../sql/capture-reads.ts';
import { deliveryStore } from '../sql/deliveries.ts';
import { captureImport } from '../sql/import-captures.ts';
import { LongBodies } from '../sql/long-bodies.ts';
import { PlaybookCounts } from '../sql/playbook-counts.ts';
import { binRemoval } from '../sql/remove-bin.ts';
import type { Store } from '../store.ts';
import { type StoreOptions, storeOptions } from '../store-options.ts';
import { deliveryWrites } from './deliveries.ts';
import { isDatabaseFailure } from './driver-error.ts';
import { evictionStore } from './eviction.ts';
import { postgresForwards } from './forwards.ts';
import { lockBins } from './lock-bins.ts';
import { type Database, openPostgres } from './open.ts';
import { playbookWrites } from './playbook-writes.ts';
import { prismaDatabase } from './prisma-transactions.ts';
import { binRemovals } from './remove-bin.ts';
import { findRemovable, removeCaptures } from './remove-captures.ts';
import { replySettingsIn } from './reply-settings.ts';
import { postgresUpkeep } from './upkeep.ts';
import { postgresUsage } from './usage.ts';
import { groupWriter, insertPieces } from './write-group.ts';
import { writeImported } from './write-imported.ts';

/** Opens the PostgreSQL database at `url`; its migrations are in the project's folder, `root`. See `openPostgres`. */
export async function openPostgresStore(
  url: string,
  root: string,
  options: StoreOptions = storeOptions({}),
): Promise<Store> {
  return postgresStore(await openPostgres(url, root), options);
}

/** One implementation for each contract; what is not PostgreSQL's own comes from `prisma/` and `sql/`. */
function postgresStore(
  opened: Database,
  { limits, turns, filters, cipher, observeCommit }: StoreOptions,
): Store {
  const { client, connections, reader } = opened;
  const database = { ...opened, ...prismaDatabase(client) };
  const listeners = noListeners();
  const finder = new BinFinder(database, limits, cipher, listeners);
  const unused = new UnusedBodies(database, () => listeners.unusedBodies());
  const longBodies = new LongBodies({
    database,
    reader,
    turns,
    unused,
    writes: {
      insertPieces: (pieces) => insertPieces(connections, pieces),
      run: (sql, ...values) => connections.statement((statements) => statements.run(sql, ...values)),
      isDatabaseFailure,
    },
  });
  const playbookCounts = new PlaybookCounts(database, playbookWrites(connections));
  const writer = new CaptureWriter({
    write: groupWriter(connections),
    isDatabaseFailure,
    unused,
    limits,
    listeners,
    observeCommit,
  });
  const captures = new CaptureReader({
    reader,
    turns,
    longBodies,
    filters,
    pendingResponse: writer.pendingResponse,
    writtenResponse: writer.writtenResponse,
    commitResponses: writer.commitResponses,
    // The database is another process: searches hold this one for moments only.
    scanner: null,
  });
  const bins = binStore(database, finder, listeners, cipher);
  const { counts } = bins;
  return {
    ...bins,
    ...binRemoval({ database, removals: binRemovals(connections), finder, turns, listeners }),
    ...evictionStore(connections, limits, listeners),
    ...writer.contract,
    ...captureReads({ captures, longBodies, counts, readAhead: 8 }),
    ...captureChanges({
      database,
      removeSome: (binId, condition, values) =>
        connections.transact(async (statements) => {
          await lockBins(statements, [binId]);
          const some = await findRemovable(statements, binId, condition, values);
          await removeCaptures(statements, binId, some);
          return some.map(({ seq }) => seq);
        }),
      captures,
      finder,
      counts,
      listeners,
    }),
    ...captureImport({
      writeImported: (...given) => writeImported(connections, ...given),
      longBodies,
      unused,
      limits,
      listeners,
    }),
    ...deliveryStore({ reader, longBodies, turns, writes: deliveryWrites(database) }),
    ...forwardStore(database, finder),
    ...postgresForwards({ database, finder, turns }),
    ...replyStore(
      { database, finder, turns, cipher },
      { ...replySettingsIn(database), advancePlaybook: playbookCounts.count },
    ),
    ...secretStore(database, finder),
    ...schemaStore(database, finder),
    ...linkStore(database, finder.of),
    ...listenerStore(database),
    ...blockStore(database),
    ...idempotencyStore(database),
    ...postgresUsage(database),
    ...postgresUpkeep({ database, longBodies, unused, playbookCounts, turns, listeners }),

    openLongBody: (now) => longBodies.open(now),
    readLongBody: (id, length) => longBodies.whole(id, length, server),
    discardLongBody: async (id) => unused.abandon(id),

    async close() {
      await writer.finish();
      await client.$disconnect();
      await connections.close();
    },
  };
}
