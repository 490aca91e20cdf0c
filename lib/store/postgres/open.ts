import path from 'node:path';
import { PrismaClient } from '../generated/postgresql/client.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { readConnectionUrl } from './connection-url.ts';
import { Connections } from './connections.ts';
import { DatabaseClock } from './database-clock.ts';
import { loadDriver } from './driver.ts';
import { migrate } from './migrate.ts';
import { Reader } from './reader.ts';

/** An open PostgreSQL database: Prisma's client, connections for statements, one that only reads, and the clock of the database. */
export type Database = {
  readonly client: PrismaDatabase['client'];
  readonly connections: Connections;
  readonly reader: Reader;
  readonly clock: DatabaseClock;
};

/** Versions before this one lack what statements use. */
const oldestVersion = 130_000;

/**
 * Connects to the database at `url` and applies missing migrations.
 * @throws Error with a sentence for the operator, which does not have the password, when it cannot be reached, is too old, or
 * belongs to a newer Wirebin.
 */
export async function openPostgres(url: string, root: string): Promise<Database> {
  const connection = readConnectionUrl(url);
  const driver = await loadDriver();
  const connections = new Connections(driver, connection);
  try {
    const client = await connections.others.connect();
    try {
      await checkVersion((await client.query('SHOW server_version_num')).rows[0].server_version_num);
      await migrate(client, path.join(root, 'prisma/postgresql/migrations'));
    } finally {
      client.release();
    }
  } catch (error) {
    await connections.close();
    const { message } = error as Error;
    throw new Error(`The database ${connection.shown} cannot be opened: ${message}`, { cause: error });
  }
  const adapter = new driver.Adapter(connections.others);
  return {
    // Its models have the same columns as those of SQLite; a test compares them.
    client: new PrismaClient({ adapter }) as unknown as PrismaDatabase['client'],
    connections,
    reader: new Reader(connections.reads),
    clock: new DatabaseClock(connections.reads),
  };
}

function checkVersion(version: string): void {
  if (Number(version) < oldestVersion)
    throw new Error(
      `It is PostgreSQL ${Math.floor(Number(version) / 10_000)}. Version 13 or newer is needed.`,
    );
}
