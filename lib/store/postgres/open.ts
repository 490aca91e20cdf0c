import path from 'node:path';
import { PrismaClient } from '../generated/postgresql/client.ts';
import type { PrismaDatabase } from '../prisma/database.ts';
import { type Connection, readConnectionUrl } from './connection-url.ts';
import { Connections, connectingMs } from './connections.ts';
import { DatabaseClock } from './database-clock.ts';
import { type Driver, loadDriver } from './driver.ts';
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
  try {
    await prepare(driver, connection, path.join(root, 'prisma/postgresql/migrations'));
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The database ${connection.shown} cannot be opened: ${message}`, { cause: error });
  }
  const connections = new Connections(driver, connection);
  const adapter = new driver.Adapter(connections.others);
  return {
    // Its models have the same columns as those of SQLite; a test compares them.
    client: new PrismaClient({ adapter }) as unknown as PrismaDatabase['client'],
    connections,
    reader: new Reader(connections.reads),
    clock: new DatabaseClock(connections.reads),
  };
}

/**
 * Checks the version of the database and applies missing migrations, on a connection of their own: a migration takes as long as it takes,
 * and may wait for another process.
 */
async function prepare({ pg }: Driver, { url }: Connection, migrations: string): Promise<void> {
  const client = new pg.Client({
    connectionString: withoutTimeouts(url),
    application_name: 'wirebin',
    connectionTimeoutMillis: connectingMs,
    keepAlive: true,
  });
  // A connection that is lost also fails the statement that runs.
  client.on('error', () => {});
  try {
    await client.connect();
    // A role or a database may have time-outs of its own.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    checkVersion((await client.query('SHOW server_version_num')).rows[0].server_version_num);
    await migrate(client, migrations);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The same URL without the time-outs that it sets for the driver. */
function withoutTimeouts(text: string): string {
  const url = new URL(text);
  for (const name of ['statement_timeout', 'query_timeout', 'lock_timeout']) url.searchParams.delete(name);
  return url.href;
}

function checkVersion(version: string): void {
  if (Number(version) < oldestVersion)
    throw new Error(
      `It is PostgreSQL ${Math.floor(Number(version) / 10_000)}. Version 13 or newer is needed.`,
    );
}
