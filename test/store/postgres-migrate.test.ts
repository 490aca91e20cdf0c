import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '#lib/store/open.ts';
import { asked, emptyPostgresDatabase, missingPostgres, postgresMigrations } from '../support/postgres.ts';
import { root } from '../support/root.ts';
import { askSchemaEngine } from '../support/schema-engine.ts';
import { temporaryFolder } from '../support/server.ts';

const names = async () =>
  (await readdir(postgresMigrations, { withFileTypes: true })).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

async function emptyDatabase(): Promise<string> {
  const { url, remove } = await emptyPostgresDatabase();
  onTestFinished(remove);
  return url;
}

/** Columns, indexes and constraints. */
async function shape(url: string) {
  const columns = `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, 2`;
  const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`;
  const constraints = `SELECT conname, pg_get_constraintdef(oid) AS "is" FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`;
  return [await asked(url, columns), await asked(url, indexes), await asked(url, constraints)];
}

describe.skipIf((await missingPostgres()) !== null)('migrations of PostgreSQL', () => {
  test('our runner leaves the same tables and the same history as Prisma’s own engine, and they match the schema', async () => {
    const [ours, prismas] = [await emptyDatabase(), await emptyDatabase()];
    await (await openStore(ours, root)).close();
    const migrations = { folder: postgresMigrations, names: await names() };
    await askSchemaEngine({ file: prismas, method: 'applyMigrations', ...migrations });
    expect(await shape(ours)).toEqual(await shape(prismas));
    const history = `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at IS NOT NULL AS finished
      FROM _prisma_migrations ORDER BY migration_name`;
    expect(await asked(ours, history)).toEqual(await asked(prismas, history));
    const { stdout } = await askSchemaEngine({
      file: ours,
      method: 'diff',
      parameters: {
        to: { tag: 'schemaDatamodel', files: [await schemaFile()] },
        script: true,
        exitCode: null,
        shadowDatabaseUrl: null,
      },
      ...migrations,
    });
    expect(String(stdout)).toContain('empty migration');
  });

  test('processes that start together apply each migration once', async () => {
    const url = await emptyDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore(url, root)));
    const ids = await Promise.all(stores.map((store) => store.instanceId()));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{12}$/);
    await Promise.all(stores.map((store) => store.close()));
    const applied = await asked(url, 'SELECT migration_name FROM _prisma_migrations');
    expect(applied.map((row) => row.migration_name).sort()).toEqual((await names()).sort());
  });

  test('a migration may take longer than any other statement, whatever sets a time-out', async () => {
    const url = await emptyDatabase();
    const folder = await temporaryFolder();
    const migrations = path.join(folder, 'prisma/postgresql/migrations');
    await cp(postgresMigrations, migrations, { recursive: true });
    await mkdir(path.join(migrations, '29990101000000_slow'));
    await writeFile(
      path.join(migrations, '29990101000000_slow/migration.sql'),
      `CREATE TABLE "slow" AS SELECT current_setting('statement_timeout') AS "statements" FROM pg_sleep(1);`,
    );
    await asked(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET statement_timeout = '400ms'`);
    await (await openStore(`${url}?query_timeout=400&statement_timeout=400`, folder)).close();
    expect(await asked(url, 'SELECT * FROM "slow"')).toEqual([{ statements: '0' }]);
  });

  test('a database of a newer Wirebin, one that does not exist and a server that does not answer stop the start in words', async () => {
    const url = await emptyDatabase();
    await (await openStore(url, root)).close();
    await asked(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())`,
    );
    await expect(openStore(url, root)).rejects.toThrow(
      /newer Wirebin \(it has the migration 29990101000000_later\)/,
    );
    const other = new URL(url);
    other.pathname = '/wirebin_none';
    other.password = 'hunter2';
    const error = await openStore(other.href, root).catch((failure: Error) => failure);
    expect(String(error)).toContain(`The database ${other.host}/wirebin_none cannot be opened`);
    expect(String(error)).not.toContain('hunter2');
    await expect(openStore('postgresql://127.0.0.1:1/none', root)).rejects.toThrow(
      /127\.0\.0\.1:1\/none cannot be opened.*ECONNREFUSED/,
    );
    await expect(openStore(`${url}?connection_limit=2`, root)).rejects.toThrow('a number from 4 to 1000');
  });
});

async function schemaFile() {
  const content = await readFile(path.join(root, 'prisma/postgresql/schema.prisma'), 'utf8');
  return { path: 'schema.prisma', content };
}
