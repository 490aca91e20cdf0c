import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { Checkpoints } from '#lib/store/sqlite/checkpoints.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';
import { eventually } from '../support/watcher.ts';

test('a checkpoint that fails, as on a full disk, ends nothing: the next one is tried', async () => {
  const file = path.join(await temporaryFolder(), 'test.db');
  const database = new Database(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE "Long" ("bytes" BLOB)',
  );
  // More than the 8,000 pages from which on the connection that writes makes a checkpoint too.
  const insert = database.prepare('INSERT INTO "Long" VALUES (zeroblob(40000000))');
  insert.run();
  let tried = 0;
  const checkpoints = new Checkpoints(path.join(root, 'dist/checkpoint-thread.mjs'), file, {
    setCheckpointPages() {},
    checkpoint() {
      tried += 1;
      throw new Error('database or disk is full');
    },
  });
  onTestFinished(async () => {
    await checkpoints.close();
    database.close();
  });
  for (let commit = 0; commit < 60; commit += 1) checkpoints.noteCommit();
  await eventually(() => tried === 1, 'a checkpoint');
  for (let commit = 0; commit < 60; commit += 1) checkpoints.noteCommit();
  await eventually(() => tried === 2, 'another one');
  expect(tried).toBe(2);
});
