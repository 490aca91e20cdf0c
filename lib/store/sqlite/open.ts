import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '../generated/sqlite/client.ts';
import { type Confirmation, OneConnection } from '../one-connection.ts';
import { DatabaseFile, type FileError } from './database-file.ts';
import { prepareToGiveBack } from './free-pages.ts';
import { migrate } from './migrate.ts';
import { Reader } from './reader.ts';

/** An open SQLite file: Prisma's client, the connection below it for the hot write, and one that only reads. */
export type Database = { client: PrismaClient; connection: OneConnection; reader: Reader };

/**
 * How the file is kept. FULL syncs the log at every commit, so that what was acknowledged survives a power cut (NORMAL
 * would lose the newest commits). `auto_vacuum` must come before the first table.
 */
const opening = `
  PRAGMA busy_timeout = 5000;
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -32000;
  PRAGMA temp_store = MEMORY;
`;

/** From then on. Waiting for other processes holds up the whole of this one: `busy.ts` does it better. */
const running = `
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 50;
`;

/**
 * Opens (or makes) the file at `url` (`file:PATH`, relative to `root`) and applies missing migrations.
 * @throws Error in plain words when the file is no database, or of a newer Wirebin.
 */
export async function openSqlite(url: string, root: string): Promise<Database> {
  const file = path.resolve(root, url.replace(/^file:/, ''));
  await mkdir(path.dirname(file), { recursive: true });
  const inner = await openFile(file, root).catch((error) => {
    throw new Error(`The database ${file} cannot be opened: ${error.message}`, { cause: error });
  });
  const confirmation = confirmationOf(new DatabaseFile(file), inner);
  const connection = new OneConnection(inner, confirmation);
  const client = new PrismaClient({
    adapter: {
      provider: connection.provider,
      adapterName: connection.adapterName,
      connect: async () => connection,
    },
  });
  return { client, connection, reader: new Reader(file, confirmation.expect) };
}

async function openFile(file: string, root: string) {
  const inner = await new PrismaBetterSqlite3({ url: file }).connect();
  await inner.executeScript(opening);
  await migrate(inner, path.join(root, 'prisma/sqlite/migrations'));
  await prepareToGiveBack(inner);
  await inner.executeScript(running);
  return inner;
}

/** How long a look at the file is relied on before something is read or begun, milliseconds. After each commit there is one. */
const lookLasts = 1000;

/**
 * Once the file is not the one at its path, nothing more is written. First, though, what its log holds is moved into the
 * open file: a log left beside another file would be played into that one when it is opened next.
 */
function confirmationOf(file: DatabaseFile, inner: SqlDriverAdapter): Confirmation {
  let isLogEmptied = false;
  function stopAt(error: FileError | null): void {
    if (!error) isLogEmptied = false;
    else {
      if (!isLogEmptied && file.isLogOurs()) isLogEmptied = emptyLog(inner);
      throw error;
    }
  }
  return {
    look: () => stopAt(file.look()),
    expect: () => stopAt(file.recent(lookLasts)),
    confirm: () => stopAt(file.lookAtCommit()),
  };
}

/** False where it cannot be done now, as in a transaction. The driver is synchronous: what fails throws at once. */
function emptyLog(inner: SqlDriverAdapter): boolean {
  try {
    void inner.executeScript('PRAGMA wal_checkpoint(TRUNCATE)');
    return true;
  } catch {
    return false;
  }
}
