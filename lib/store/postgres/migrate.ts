import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Migration, missingMigrations, readMigrations } from '../migrations.ts';

/** Held while migrations are applied: the number only has to be the same in all processes. */
const migrating = 7_201_118_041;

/**
 * Applies the migrations of a folder that are missing, in one transaction, and records them as Prisma does; see
 * `lib/store/migrations.ts`. Processes that start together wait for each other. Returns the names of those applied.
 * @throws Error when the database was used by a newer Wirebin.
 */
export async function migrate(client: pg.ClientBase, folder: string): Promise<string[]> {
  const known = await readMigrations(folder);
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1::bigint)', [migrating]);
    await client.query(migrationsTable);
    const { rows } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const missing = missingMigrations(
      known,
      rows.map((row) => row.migration_name),
    );
    for (const migration of missing) {
      await apply(client, migration).catch((error: Error) => {
        throw new Error(`The migration ${migration.name} cannot be applied: ${error.message}`, {
          cause: error,
        });
      });
    }
    await client.query('COMMIT');
    return missing.map(({ name }) => name);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** The table as Prisma's schema engine creates it for PostgreSQL. */
const migrationsTable = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
);`;

async function apply(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, clock_timestamp(), $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
