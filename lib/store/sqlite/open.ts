import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { PrismaClient } from '../generated/sqlite/client.ts';
import { DatabaseFile, type FileError } from './database-file.ts';
import { type Driver, loadDriver } from './driver.ts';
import { durableSettings, runningSettings } from './durability.ts';
import { enableRelease } from './free-pages.ts';
import { migrate } from './migrate.ts';
import { type FileCheck, OneConnection } from './one-connection.ts';
import { Reader } from './reader.ts';

/** An open SQLite file: Prisma's client, the connection below it for the hot write, and one that only reads. */
export type Database = { path: string; client: PrismaClient; connection: OneConnection; reader: Reader };

/**
 * Opens (or creates) the file at `url` (`file:PATH`, relative to `root`) and applies missing migrations.
 * @throws Error when the file is not a database, or belongs to a newer Wirebin.
 */
export async function openSqlite(url: string, root: string): Promise<Database> {
  const file = fileOf(url, root);
  await mkdir(path.dirname(file), { recursive: true });
  const driver = await loadDriver();
  const inner = await openFile(driver, file, root).catch((error) => {
    throw new Error(`The database ${file} cannot be opened: ${error.message}`, { cause: error });
  });
  const fileCheck = fileCheckOf(new DatabaseFile(file), inner);
  const connection = new OneConnection(inner, fileCheck);
  const client = new PrismaClient({
    adapter: {
      provider: connection.provider,
      adapterName: connection.adapterName,
      connect: async () => connection,
    },
  });
  return { path: file, client, connection, reader: new Reader(driver.Database, file, fileCheck.checkRecent) };
}

/** The path of the file at `url`. */
export function fileOf(url: string, root: string): string {
  return path.resolve(root, url.replace(/^file:/, ''));
}

async function openFile({ Adapter }: Driver, file: string, root: string) {
  const inner = await new Adapter({ url: file }).connect();
  await inner.executeScript(durableSettings);
  await migrate(inner, path.join(root, 'prisma/sqlite/migrations'));
  await enableRelease(inner);
  await inner.executeScript(runningSettings);
  return inner;
}

/** How long a check of the file is valid for reads and new transactions, milliseconds. Each commit is followed by one. */
const checkLasts = 1000;

/**
 * Once the open file is not the one at its path, nothing more is written. Before that the contents of the log are moved into
 * the open file: a log left beside another file would be applied to that file when it is opened next.
 */
function fileCheckOf(file: DatabaseFile, inner: SqlDriverAdapter): FileCheck {
  let isLogEmptied = false;
  function stopAt(error: FileError | null): void {
    if (!error) isLogEmptied = false;
    else {
      if (!isLogEmptied && file.isLogOurs()) isLogEmptied = emptyLog(inner);
      throw error;
    }
  }
  return {
    check: () => stopAt(file.check()),
    checkRecent: () => stopAt(file.checkRecent(checkLasts)),
    checkCommit: () => stopAt(file.checkCommit()),
  };
}

/** False when it is not possible now, as in a transaction. The driver is synchronous: a failure throws at once. */
function emptyLog(inner: SqlDriverAdapter): boolean {
  try {
    void inner.executeScript('PRAGMA wal_checkpoint(TRUNCATE)');
    return true;
  } catch {
    return false;
  }
}
