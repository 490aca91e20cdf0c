import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from '../generated/sqlite/client.ts';
import { OneConnection } from '../one-connection.ts';
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
  const connection = new OneConnection(inner);
  const client = new PrismaClient({
    adapter: {
      provider: connection.provider,
      adapterName: connection.adapterName,
      connect: async () => connection,
    },
  });
  return { client, connection, reader: new Reader(file) };
}

async function openFile(file: string, root: string) {
  const inner = await new PrismaBetterSqlite3({ url: file }).connect();
  await inner.executeScript(opening);
  await migrate(inner, path.join(root, 'prisma/sqlite/migrations'));
  await prepareToGiveBack(inner);
  await inner.executeScript(running);
  return inner;
}
