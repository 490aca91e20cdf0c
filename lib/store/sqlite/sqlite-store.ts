import { server } from '#lib/model/asker.ts';
import { noListeners } from '../listeners.ts';
import { BinFinder } from '../prisma/bin-finder.ts';
import { binStore } from '../prisma/bins.ts';
import { blockStore } from '../prisma/blocks.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { forwardStore } from '../prisma/forwards.ts';
import { idempotencyStore } from '../prisma/idempotency.ts';
import { linkStore } from '../prisma/links.ts';
import { replyStore } from '../prisma/replies.ts';
import { schemaStore } from '../prisma/schemas.ts';
import { secretStore } from '../prisma/secrets.ts';
import { UnusedBodies } from '../prisma/unused-bodies.ts';
import type { Store } from '../store.ts';
import { type StoreOptions, storeOptions } from '../store-options.ts';
import { captureChanges } from './capture-changes.ts';
import { CaptureReader } from './capture-reader.ts';
import { captureReads } from './capture-reads.ts';
import { CaptureWriter } from './capture-writer.ts';
import { Checkpoints } from './checkpoints.ts';
import { sqliteDeliveries } from './deliveries.ts';
import { evictionStore } from './eviction.ts';
import { sqliteForwards } from './forwards.ts';
import { captureImport } from './import-captures.ts';
import { LongBodies } from './long-bodies.ts';
import { type Database, openSqlite } from './open.ts';
import { PlaybookCounts } from './playbook-counts.ts';
import { binRemoval } from './remove-bin.ts';
import { replySettingsIn } from './reply-settings.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { Scanner } from './scanner.ts';
import { sqliteUpkeep } from './upkeep.ts';
import { sqliteUsage } from './usage.ts';

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
  const scanner = threads && new Scanner(threads.scan, file.path);
  const checkpoints = threads && new Checkpoints(threads.checkpoint, file.path, file.connection);
  if (checkpoints) file.connection.onCommit = checkpoints.noteCommit;
  const { client, connection, reader } = file;
  const database = {
    ...file,
    writesOfOthers: () => connection.writesOfOthers,
    retry: retryWhileBusy,
    transact: transactionOf(client),
  };
  const listeners = noListeners();
  const finder = new BinFinder(database, limits, cipher);
  const unused = new UnusedBodies(database, () => listeners.unusedBodies());
  const longBodies = new LongBodies(database, turns, unused);
  const playbookCounts = new PlaybookCounts(database);
  const writer = new CaptureWriter({ database, unused, limits, listeners, observeCommit });
  const captures = new CaptureReader({
    reader,
    turns,
    longBodies,
    filters,
    pendingResponse: writer.pendingResponse,
    commitResponses: writer.commitResponses,
    scanner,
  });
  const bins = binStore(database, finder, listeners, cipher);
  const { counts } = bins;
  return {
    ...bins,
    ...binRemoval({ database, finder, turns, listeners }),
    ...evictionStore(database.connection, limits, listeners),
    ...writer.contract,
    ...captureReads({ captures, longBodies, counts }),
    ...captureChanges({ database, captures, finder, counts, listeners }),
    ...captureImport({ database, longBodies, unused, limits, listeners }),
    ...sqliteDeliveries({ database, longBodies, turns }),
    ...forwardStore(database, finder),
    ...sqliteForwards({ database, finder, turns }),
    ...replyStore(
      { database, finder, turns, cipher },
      { ...replySettingsIn(database), advancePlaybook: playbookCounts.count },
    ),
    ...secretStore(database, finder),
    ...schemaStore(database, finder),
    ...linkStore(database, finder.of),
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
function transactionOf(client: Database['client']): PrismaDatabase['transact'] {
  return (work) => retryWhileBusy(() => client.$transaction(work));
}
