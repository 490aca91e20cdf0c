import { server } from '#lib/model/asker.ts';
import { CaptureWriter } from '../capture-writes.ts';
import { noListeners } from '../listeners.ts';
import { BinFinder } from '../prisma/bin-finder.ts';
import { binStore } from '../prisma/bins.ts';
import { blockStore } from '../prisma/blocks.ts';
import type { PrismaDatabase, PrismaTransaction } from '../prisma/database.ts';
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
import { Checkpoints } from './checkpoints.ts';
import { deliveryWrites } from './deliveries.ts';
import { isDatabaseFailure } from './driver-error.ts';
import { evictionStore } from './eviction.ts';
import { sqliteForwards } from './forwards.ts';
import { type Database, openSqlite } from './open.ts';
import { playbookWrites } from './playbook-writes.ts';
import { binRemovals } from './remove-bin.ts';
import { findRemovable, removeCaptures } from './remove-captures.ts';
import { replySettingsIn } from './reply-settings.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { ThreadScanner } from './scanner.ts';
import { sqliteUpkeep } from './upkeep.ts';
import { sqliteUsage } from './usage.ts';
import { groupWriter, insertPieces } from './write-group.ts';
import { writeImported } from './write-imported.ts';

/** The compiled files of the threads of a store: `scan-thread.ts` and `checkpoint-thread.ts`. */
export type StoreThreads = { readonly scan: string; readonly checkpoint: string };

/**
 * Opens the SQLite file at `url`, relative to `root`; see `openSqlite`. Without `threads`, searches and
 * checkpoints run on this thread.
 */
export async function openSqliteStore(
  url: string,
  root: string,
  options: StoreOptions = storeOptions({}),
  threads: StoreThreads | null = null,
): Promise<Store> {
  return sqliteStore(await openSqlite(url, root), options, threads);
}

/** One implementation for each contract; what is not SQLite's own comes from `prisma/`. */
function sqliteStore(
  file: Database,
  { limits, turns, filters, cipher, observeCommit }: StoreOptions,
  threads: StoreThreads | null,
): Store {
  const scanner = threads && new ThreadScanner(threads.scan, file.path);
  const checkpoints = threads && new Checkpoints(threads.checkpoint, file.path, file.connection);
  if (checkpoints) file.connection.onCommit = checkpoints.noteCommit;
  const { client, connection, reader } = file;
  const database: Database & PrismaDatabase = {
    ...file,
    writesOfOthers: () => connection.writesOfOthers,
    retry: retryWhileBusy,
    transactWithNames: (_names, work) => transactionOf(client)(work),
    transactInBin: (_binId, work) => transactionOf(client)(work),
  };
  const listeners = noListeners();
  const finder = new BinFinder(database, limits, cipher, listeners);
  const unused = new UnusedBodies(database, () => listeners.unusedBodies());
  const longBodies = new LongBodies({
    database,
    reader,
    turns,
    unused,
    writes: {
      insertPieces: (pieces) => insertPieces(connection, pieces),
      run: async (sql, ...values) =>
        retryWhileBusy(() => connection.transact((statements) => statements.run(sql, ...values))),
      isDatabaseFailure,
    },
  });
  const playbookCounts = new PlaybookCounts(database, playbookWrites(database));
  const writer = new CaptureWriter({
    write: groupWriter(connection),
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
    scanner,
  });
  const bins = binStore(database, finder, listeners, cipher);
  const { counts } = bins;
  return {
    ...bins,
    ...binRemoval({ database, removals: binRemovals(connection), finder, turns, listeners }),
    ...evictionStore(database.connection, limits, listeners),
    ...writer.contract,
    ...captureReads({ captures, longBodies, counts, readAhead: 0 }),
    ...captureChanges({
      database,
      removeSome: async (binId, condition, values) =>
        retryWhileBusy(() =>
          connection.transact((statements) => {
            const some = findRemovable(statements, binId, condition, values);
            removeCaptures(statements, binId, some);
            return some.map(({ seq }) => seq);
          }),
        ),
      captures,
      finder,
      counts,
      listeners,
    }),
    ...captureImport({
      writeImported: async (...given) => retryWhileBusy(() => writeImported(connection, ...given)),
      longBodies,
      unused,
      limits,
      listeners,
    }),
    ...deliveryStore({ reader, longBodies, turns, writes: deliveryWrites(database) }),
    ...forwardStore(database, finder),
    ...sqliteForwards({ database, finder, turns }),
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
    ...sqliteUsage(database, turns),
    ...sqliteUpkeep({ database, longBodies, unused, playbookCounts, turns, listeners }),

    openLongBody: (now) => longBodies.open(now),
    readLongBody: (id, length) => longBodies.whole(id, length, server),
    discardLongBody: async (id) => unused.abandon(id),

    async close() {
      await writer.finish();
      await scanner?.close();
      await checkpoints?.close();
      reader.close();
      await client.$disconnect();
    },
  };
}

/** Transactions of the one connection do not overlap; where another process writes in between, SQLite reports it as busy. */
function transactionOf(client: Database['client']) {
  return <T>(work: (transaction: PrismaTransaction) => Promise<T>): Promise<T> =>
    retryWhileBusy(() => client.$transaction(work));
}
