import { randomUUID } from 'node:crypto';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import { type Migration, missingMigrations, readMigrations } from '../migrations.ts';

/**
 * Applies the migrations of Prisma's own layout (`<folder>/<name>/migration.sql`, in order of name) that are missing, and
 * records them in `_prisma_migrations` as `prisma migrate deploy` does, so that either can continue where the other stopped.
 * Returns the names of those applied. Prisma's engine is not used: it is a separate download.
 */
export async function migrate(database: SqlDriverAdapter, folder: string): Promise<string[]> {
  const known = await readMigrations(folder);
  // Prisma's migrations recreate a table by dropping the old one, which would delete the rows that refer to it. Inside a
  // transaction they cannot turn that off themselves.
  await run(database, 'PRAGMA foreign_keys = OFF');
  // A second instance that starts at this moment waits here, and does not apply the same migrations.
  await run(database, 'BEGIN IMMEDIATE');
  try {
    await database.executeScript(migrationsTable);
    const applied = await appliedNames(database);
    const missing = missingMigrations(known, applied);
    for (const migration of missing) {
      await apply(database, migration).catch((error) => {
        throw new Error(`The migration ${migration.name} cannot be applied: ${reasonOf(error)}`, {
          cause: error,
        });
      });
    }
    await run(database, 'COMMIT');
    return missing.map((migration) => migration.name);
  } catch (error) {
    await run(database, 'ROLLBACK');
    throw error;
  } finally {
    await run(database, 'PRAGMA foreign_keys = ON');
  }
}

/** The message of the driver; the adapter's own message names only the kind of error. */
function reasonOf(error: Error): string {
  const { originalMessage } = (error.cause ?? {}) as { originalMessage?: string };
  return originalMessage ?? error.message;
}

/** The table as Prisma's schema engine creates it for SQLite. */
const migrationsTable = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;

async function appliedNames(database: SqlDriverAdapter): Promise<string[]> {
  const { rows } = await database.queryRaw(
    query(
      'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    ),
  );
  return rows.map(([name]) => String(name));
}

async function apply(database: SqlDriverAdapter, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = Date.now();
  await database.executeScript(sql);
  await database.executeRaw(
    query(
      `INSERT INTO "_prisma_migrations"
         (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`,
      [randomUUID(), checksum, Date.now(), name, startedAt],
    ),
  );
}

async function run(database: SqlDriverAdapter, sql: string): Promise<void> {
  await database.executeRaw(query(sql));
}

function query(sql: string, args: (string | number)[] = []): SqlQuery {
  return { sql, args, argTypes: args.map(() => ({ scalarType: 'unknown', arity: 'scalar' })) };
}
