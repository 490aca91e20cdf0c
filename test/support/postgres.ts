import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { migrate } from '#lib/store/postgres/migrate.ts';
import { root } from './root.ts';

/** The server that tests use: `TEST_POSTGRES_URL`, or the local one. Its role may create databases. */
const server = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

export const postgresMigrations = path.join(root, 'prisma/postgresql/migrations');

/** Why tests on PostgreSQL cannot run here, in one line; null when they can. */
export async function missingPostgres(): Promise<string | null> {
  try {
    await asked(server, 'SELECT 1');
    return null;
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return `PostgreSQL is missing (${new URL(server).host}: ${message || code}). Start it, or set TEST_POSTGRES_URL.`;
  }
}

/** Runs statements on a database. Returns the rows of the last. */
export async function asked(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = (await client.query(sql, values)) as pg.QueryResult | pg.QueryResult[];
    return [result].flat().at(-1)!.rows;
  } finally {
    await client.end();
  }
}

/** The URL of another database of the server. */
function urlOf(name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

let count = 0;

/** A name that no other test has. */
function ownName(): string {
  count += 1;
  return `wirebin_test_${process.pid}_${Date.now().toString(36)}_${count}`;
}

/** Creates a database with all tables, from a template that is made once for these migrations. */
export async function newPostgresDatabase(): Promise<{ url: string; remove: () => Promise<void> }> {
  const name = ownName();
  const template = await templateDatabase();
  await asked(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return { url: urlOf(name), remove: () => removeDatabase(name) };
}

/** Creates a database without tables. */
export async function emptyPostgresDatabase(): Promise<{ url: string; remove: () => Promise<void> }> {
  const name = ownName();
  await asked(server, `CREATE DATABASE "${name}"`);
  return { url: urlOf(name), remove: () => removeDatabase(name) };
}

/** Ends all connections to a database, and allows no new ones until `comeBack` is called, as while a server restarts. */
export async function takeAway(url: string): Promise<{ comeBack: () => Promise<void> }> {
  const name = new URL(url).pathname.slice(1);
  const allow = (is: boolean) => asked(server, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${is}`);
  await allow(false);
  await asked(server, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  return { comeBack: async () => void (await allow(true)) };
}

async function removeDatabase(name: string): Promise<void> {
  await asked(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

let making: Promise<string> | undefined;

function templateDatabase(): Promise<string> {
  making ??= makeTemplate();
  return making;
}

/** Test files run in several processes, which wait for each other here. */
async function makeTemplate(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(postgresMigrations, { recursive: true }).map(String).sort())
    if (name.endsWith('.sql')) hash.update(readFileSync(path.join(postgresMigrations, name)));
  const name = `wirebin_template_${hash.digest('hex').slice(0, 12)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7201118043)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const unfinished = ownName();
      await client.query(`CREATE DATABASE "${unfinished}"`);
      const template = new pg.Client({ connectionString: urlOf(unfinished) });
      await template.connect();
      await migrate(template, postgresMigrations).finally(() => template.end());
      await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
    }
  } finally {
    await client.end();
  }
  return name;
}

/**
 * Databases for the tests of a file, one after the other. All are the same one, which is emptied for each test: creating one takes
 * longer than most tests. It is dropped at the end.
 */
export function postgresForEachTest(): () => Promise<{ url: string; remove: () => Promise<void> }> {
  let database: Awaited<ReturnType<typeof newPostgresDatabase>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await newPostgresDatabase();
    // Most of the time would be spent waiting for the disk, and no test here pulls the plug.
    await asked(
      server,
      `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET synchronous_commit = off`,
    );
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.remove();
  });
  return async () => ({
    url: database.url,
    async remove() {
      const { rows } = await client.query<{ tablename: string }>(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'Instance')`,
      );
      // Faster than TRUNCATE for the few rows of a test.
      const order = ['ForwardItem', 'Capture', 'BodyPiece'];
      const names = rows.map(({ tablename }) => tablename);
      names.sort((a, b) => order.indexOf(b) - order.indexOf(a));
      await client.query(names.map((name) => `DELETE FROM "${name}"`).join('; '));
    },
  });
}
