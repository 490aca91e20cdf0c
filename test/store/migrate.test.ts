import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#lib/store/sqlite/migrate.ts';
import { openSqlite } from '#lib/store/sqlite/open.ts';
import { openSqliteStore } from '#lib/store/sqlite/sqlite-store.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';
import { askSchemaEngine } from '../support/schema-engine.ts';
import { temporaryFolder } from '../support/server.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const folder = path.join(root, 'prisma/sqlite/migrations');
const schema = path.join(root, 'prisma/sqlite/schema.prisma');

async function namesIn(migrations: string): Promise<string[]> {
  const entries = await readdir(migrations, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function freshFile(): Promise<string> {
  return path.join(await temporaryFolder(), 'test.db');
}

/** Applies the migrations of a folder to a file with our runner. */
async function migrateFile(file: string, migrations = folder): Promise<string[]> {
  const adapter = await new PrismaBetterSqlite3({ url: file }).connect();
  try {
    await adapter.executeScript('PRAGMA foreign_keys = ON');
    return await migrate(adapter, migrations);
  } finally {
    await adapter.dispose();
  }
}

async function migrateWithPrisma(file: string, migrations = folder): Promise<void> {
  const names = await namesIn(migrations);
  await askSchemaEngine({ file, method: 'applyMigrations', folder: migrations, names });
}

async function diagnose(file: string, migrations = folder) {
  const names = await namesIn(migrations);
  const parameters = { optInToShadowDatabase: true };
  return askSchemaEngine({ file, method: 'diagnoseMigrationHistory', parameters, folder: migrations, names });
}

/** The SQL that leads from our migrations to a schema. */
async function sqlTo(content: string): Promise<string> {
  const parameters = {
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
  };
  const names = await namesIn(folder);
  const { stdout } = await askSchemaEngine({ file: ':memory:', method: 'diff', parameters, folder, names });
  return String(stdout);
}

function rows(file: string, sql: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

const shape = (file: string) =>
  rows(file, 'SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name');
const history = (file: string) =>
  rows(
    file,
    `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations ORDER BY migration_name`,
  );

/** Nothing missing, nothing failed, nothing edited. */
const inSync = {
  history: null,
  failedMigrationNames: [],
  editedMigrationNames: [],
  hasMigrationsTable: true,
};

/** A copy of the migrations with one more, or with one changed. */
async function migrationsWith(name: string, sql: string): Promise<string> {
  const copy = path.join(await temporaryFolder(), 'migrations');
  await cp(folder, copy, { recursive: true });
  await mkdir(path.join(copy, name), { recursive: true });
  await writeFile(path.join(copy, name, 'migration.sql'), sql);
  return copy;
}

/** A copy of the migrations up to a name. */
async function migrationsBefore(name: string): Promise<string> {
  const copy = path.join(await temporaryFolder(), 'migrations');
  await cp(folder, copy, { recursive: true });
  for (const one of await namesIn(copy)) if (one >= name) await rm(path.join(copy, one), { recursive: true });
  return copy;
}

/** Inserts a capture of bin 1: its seq, method and when it was received, microseconds since the epoch. */
const insertCapture = `
  INSERT INTO "Capture" ("seq", "method", "receivedAt", "binId", "target", "prefixLength", "httpVersion", "headers", "trailers",
    "body", "bodyStored", "bodySize", "sha256", "truncated", "aborted", "headersMicros", "uploadMicros",
    "peerAddress", "peerPort", "scheme", "via")
  VALUES (?, ?, ?, 1, '/b/old', 6, '1.1', '[]', '[]', x'616263', 3, 3, x'00', 0, 0, 1, 1, '::1', 1, 'http', 'wire')`;

test('our runner leaves the same tables and the same history as Prisma’s own engine', async () => {
  const [ours, prismas] = [await freshFile(), await freshFile()];
  expect(await migrateFile(ours)).toEqual(await namesIn(folder));
  await migrateWithPrisma(prismas);
  expect(shape(ours)).toEqual(shape(prismas));
  expect(history(ours)).toEqual(history(prismas));
  expect(history(ours)).toHaveLength((await namesIn(folder)).length);
});

test('Prisma’s engine finds nothing to say about a database our runner made', async () => {
  const file = await freshFile();
  await migrateFile(file);
  expect(await diagnose(file)).toEqual(inSync);
});

test('each may go on where the other stopped', async () => {
  const more = await migrationsWith('29991231000000_more', 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);');
  const [ours, prismas] = [await freshFile(), await freshFile()];
  await migrateFile(ours);
  await migrateWithPrisma(ours, more);
  await migrateWithPrisma(prismas);
  expect(await migrateFile(prismas, more)).toEqual(['29991231000000_more']);
  expect(await diagnose(ours, more)).toEqual(inSync);
  expect(await diagnose(prismas, more)).toEqual(inSync);
  expect(shape(ours)).toEqual(shape(prismas));
});

test('a second run applies nothing and changes nothing', async () => {
  const file = await freshFile();
  await migrateFile(file);
  const [before, dates] = [shape(file), rows(file, 'SELECT * FROM _prisma_migrations')];
  expect(await migrateFile(file)).toEqual([]);
  expect(shape(file)).toEqual(before);
  expect(rows(file, 'SELECT * FROM _prisma_migrations')).toEqual(dates);
});

test('the migrations lead exactly to schema.prisma', async () => {
  const sql = await sqlTo(await readFile(schema, 'utf8'));
  expect(sql.trim()).toBe('-- This is an empty migration.');
});

test('a database of a newer Wirebin is refused in words, and left alone', async () => {
  const file = await freshFile();
  const newer = await migrationsWith(
    '29991231000000_more',
    'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);',
  );
  await migrateFile(file, newer);
  const before = shape(file);
  await expect(migrateFile(file)).rejects.toThrow(
    'This database was used by a newer Wirebin (it has the migration 29991231000000_more). Start that one.',
  );
  expect(shape(file)).toEqual(before);
});

test('a migration that fails halfway is rolled back whole, and works once it is mended', async () => {
  const file = await freshFile();
  await migrateFile(file);
  const before = shape(file);
  const half = 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY); INSERT INTO "NotThere" VALUES (1);';
  const broken = await migrationsWith('29991231000000_half', half);
  await expect(migrateFile(file, broken)).rejects.toThrow(/29991231000000_half.*NotThere/s);
  expect(shape(file)).toEqual(before);
  expect(history(file).map(({ migration_name }) => migration_name)).toEqual(await namesIn(folder));
  await writeFile(
    path.join(broken, '29991231000000_half/migration.sql'),
    'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);',
  );
  expect(await migrateFile(file, broken)).toEqual(['29991231000000_half']);
});

test('of several missing migrations none is applied when one fails', async () => {
  const file = await freshFile();
  const broken = await migrationsWith('29991231000000_broken', 'SELECT nothing FROM nowhere;');
  await expect(migrateFile(file, broken)).rejects.toThrow();
  expect(shape(file)).toEqual([]);
});

test('a migration edited after it was applied is not applied again, and Prisma’s engine tells of it', async () => {
  const file = await freshFile();
  await migrateFile(file);
  const [first] = await namesIn(folder);
  const sql = await readFile(path.join(folder, first!, 'migration.sql'), 'utf8');
  const edited = await migrationsWith(first!, `${sql}\nCREATE TABLE "Edited" ("id" INTEGER PRIMARY KEY);`);
  const before = shape(file);
  expect(await migrateFile(file, edited)).toEqual([]);
  expect(shape(file)).toEqual(before);
  expect(await diagnose(file, edited)).toMatchObject({ editedMigrationNames: [first] });
});

test('the recorded checksum is the SHA-256 of the file as it lies there', async () => {
  const file = await freshFile();
  await migrateFile(file);
  for (const { migration_name, checksum } of history(file)) {
    const bytes = await readFile(path.join(folder, String(migration_name), 'migration.sql'));
    expect(checksum).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

test('a migration that makes a table anew, as Prisma writes them, keeps the rows that hang on it', async () => {
  const file = await freshFile();
  const store = await openSqliteStore(`file:${file}`, root);
  const bin = await store.addBin({ slug: 'x7k2', name: 'x', ownerKeyHash: new Uint8Array(32), now: 1 });
  await store.addCapture(bin.id, received());
  await store.close();

  // Changing what a column may hold makes Prisma copy the table and drop the old one.
  const content = (await readFile(schema, 'utf8')).replace(/(\n\s+name\s+)String\?/, '$1String @default("")');
  const sql = await sqlTo(content);
  expect(sql).toMatch(/DROP TABLE "Bin"/);
  const anew = await migrationsWith('29991231000000_anew', sql);
  await migrateFile(file, anew);
  const count = (table: string) => rows(file, `SELECT count(*) AS n FROM "${table}"`)[0]?.n;
  expect([count('Bin'), count('Capture'), count('Link')]).toEqual([1, 1, 1]);
});

test('a file that is no database is refused in words', async () => {
  const file = await freshFile();
  await writeFile(file, 'Dear diary, '.repeat(1000));
  await expect(openSqlite(`file:${file}`, root)).rejects.toThrow(/not a database/);
});

test('two processes starting at once on a fresh file both succeed', async () => {
  const script = `
    const { openSqliteStore } = await import('#lib/store/sqlite/sqlite-store.ts');
    await new Promise((resolve) => setTimeout(resolve, Number(process.argv[2]) - Date.now()));
    const store = await openSqliteStore(process.argv[1], process.cwd());
    await store.checkWritable();
    process.stdout.write("true");
    await store.close();
  `;
  const { build } = await import('esbuild');
  const compiled = path.join(root, 'node_modules/.cache/wirebin-migrate-test.mjs');
  await build({
    stdin: { contents: script, resolveDir: root, loader: 'ts' },
    outfile: compiled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  for (let round = 0; round < 2; round += 1) {
    const file = await freshFile();
    const start = String(Date.now() + 700);
    const starting = [1, 2, 3].map(() =>
      promisify(execFile)(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `process.argv[2] ??= ''; await import('file://${compiled}');`,
          `file:${file}`,
          start,
        ],
        { cwd: root },
      ),
    );
    for (const { stdout, stderr } of await Promise.all(starting))
      expect([stdout, stderr]).toEqual(['true', '']);
    expect(history(file)).toHaveLength((await namesIn(folder)).length);
  }
});

test('a database from before replies counted: they count, and what nothing refers to any more is gone', async () => {
  const file = await freshFile();
  await migrateFile(file, await migrationsBefore('20261129'));
  const database = new Database(file);
  const capture = database.prepare(insertCapture);
  const answer = database.prepare(
    `INSERT INTO "Answer" ("binId", "seq", "status", "micros", "complete", "chosen", "sent") VALUES (1, ?, 200, 1, 1, ?, ?)`,
  );
  const reply = database.prepare(`INSERT INTO "SentReply" VALUES (1, ?, '[]', ?)`);
  database.exec(
    `INSERT INTO "Bin" ("id", "slug", "createdAt", "lastSeq", "kept", "keptBytes") VALUES (1, 'old', 1, 3, 2, 10)`,
  );
  for (const seq of [1, 2]) capture.run(seq, 'POST', 1);
  const [hash, orphan] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
  answer.run(1, '{"step":"x"}', hash);
  answer.run(2, null, hash);
  answer.run(3, null, orphan);
  for (const one of [hash, orphan]) reply.run(one, Buffer.alloc(1000));
  database.close();

  const store = await openSqliteStore(`file:${file}`, root);
  expect(await store.binNumbers(1)).toMatchObject({ kept: 2, keptBytes: 10 + 1002 + 12 });
  expect(rows(file, 'SELECT count(*) AS count FROM "SentReply"')).toEqual([{ count: 1 }]);
  expect((await store.capture(1, 2))?.answered?.sent?.body.length).toBe(1000);
  // Their bodies are in another column than those of later captures.
  expect(Buffer.from((await store.capture(1, 2))!.body).toString()).toBe('abc');
  await store.removeCapture(1, 1);
  expect(await store.binNumbers(1)).toMatchObject({ kept: 1, keptBytes: 5 + 1002 });
  await store.removeCapture(1, 2);
  expect(await store.binNumbers(1)).toMatchObject({ kept: 0, keptBytes: 0 });
  expect(rows(file, 'SELECT count(*) AS count FROM "SentReply"')).toEqual([{ count: 0 }]);
  await store.close();
});

test('the captures of a database from before they were counted by chunk are counted', async () => {
  const file = await freshFile();
  await migrateFile(file, await migrationsBefore('20261130'));
  const database = new Database(file);
  database.exec('BEGIN');
  database.exec(
    `INSERT INTO "Bin" ("id", "slug", "createdAt", "lastSeq", "kept", "keptBytes") VALUES (1, 'old', 1, 1000, 799, 2397)`,
  );
  const capture = database.prepare(insertCapture);
  const range = database.prepare(
    `INSERT INTO "AnswerRange" ("binId", "firstSeq", "lastSeq", "status", "micros") VALUES (1, ?, ?, 200, zeroblob(4000))`,
  );
  const answer = database.prepare(
    `INSERT INTO "Answer" ("binId", "seq", "status", "micros", "complete") VALUES (1, ?, 503, 1, 1)`,
  );
  const ranges = [
    [101, 350],
    [600, 899],
  ] as const;
  // One on its own, one that replaces that of a range, and one of a capture that was removed.
  const answers = [7, 700, 400];
  for (const [first, last] of ranges) range.run(first, last);
  for (const seq of answers) answer.run(seq);
  const expected = { method: new Map<string, number[]>(), status: new Map<string, number[]>() };
  for (let seq = 1; seq <= 1000; seq += 1) {
    if (seq >= 300 && seq <= 500) continue;
    const method = seq % 3 === 0 ? 'PUT' : 'POST';
    const isInRange = ranges.some(([first, last]) => first <= seq && seq <= last);
    const status = answers.includes(seq) ? '5xx' : isInRange ? '2xx' : 'none';
    capture.run(seq, method, seq * 1e6);
    for (const [by, name] of [['method', method] as const, ['status', status] as const]) {
      const counts = expected[by].get(name) ?? [0, 0];
      counts[seq <= 500 ? 0 : 1]! += 1;
      expected[by].set(name, counts);
    }
  }
  database.exec('COMMIT');
  database.close();

  const store = await openSqliteStore(`file:${file}`, root);
  for (const by of ['method', 'status'] as const) {
    const { series } = await store.timeline(1, { from: 0.5e6, to: 1000.5e6, buckets: 2, by });
    expect(new Map(series.map(({ name, counts }) => [name, counts]))).toEqual(expected[by]);
  }
  // All of them are counted: their counts are gone once they are.
  await store.removeCaptures(1);
  expect(rows(file, 'SELECT * FROM "CaptureCount"')).toEqual([]);
  await store.close();
});

test('captures from before their signatures were checked keep their bodies, which are in a renamed column', async () => {
  const file = await freshFile();
  await migrateFile(file, await migrationsBefore('20261130170000'));
  const database = new Database(file);
  database.exec(
    `INSERT INTO "Bin" ("id", "slug", "createdAt", "lastSeq", "kept", "keptBytes") VALUES (1, 'old', 1, 2, 2, 10)`,
  );
  for (const seq of [1, 2]) database.prepare(insertCapture).run(seq, 'POST', 1);
  database.exec(`UPDATE "Capture" SET "content" = CAST('def' AS BLOB) WHERE "seq" = 2`);
  database.close();

  const store = await openSqliteStore(`file:${file}`, root);
  const bodyOf = async (seq: number) => Buffer.from((await store.capture(1, seq))!.body).toString();
  expect(await bodyOf(1)).toBe('abc');
  expect(await bodyOf(2)).toBe('def');
  expect((await store.capture(1, 2))?.signature).toBeNull();
  const body = new TextEncoder().encode('ghi');
  const seq = await store.addCapture(1, received({ body, signature: 'valid' }));
  expect(await store.capture(1, seq!)).toMatchObject({ signature: 'valid', body });
  await store.close();
});

test('captures from before schemas were checked keep their bodies, wherever these are', async () => {
  const file = await freshFile();
  await migrateFile(file, await migrationsBefore('20261201034556'));
  const database = new Database(file);
  database.exec(
    `INSERT INTO "Bin" ("id", "slug", "createdAt", "lastSeq", "kept", "keptBytes") VALUES (1, 'old', 1, 3, 3, 10)`,
  );
  for (const seq of [1, 2, 3]) database.prepare(insertCapture).run(seq, 'POST', 1);
  database.exec(`UPDATE "Capture" SET "contentBefore" = CAST('def' AS BLOB) WHERE "seq" = 2`);
  database.exec(
    `UPDATE "Capture" SET "content" = CAST('ghi' AS BLOB), "signature" = 'valid' WHERE "seq" = 3`,
  );
  database.close();

  const store = await openSqliteStore(`file:${file}`, root);
  const bodyOf = async (seq: number) => Buffer.from((await store.capture(1, seq))!.body).toString();
  expect([await bodyOf(1), await bodyOf(2), await bodyOf(3)]).toEqual(['abc', 'def', 'ghi']);
  expect(await store.capture(1, 3)).toMatchObject({ signature: 'valid', schema: null, schemaViolations: [] });
  const body = new TextEncoder().encode('jkl');
  const seq = await store.addCapture(1, received({ body, schema: 'valid' }));
  expect(await store.capture(1, seq!)).toMatchObject({ schema: 'valid', body });
  await store.close();
});
