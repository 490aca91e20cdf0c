import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { readFilter } from '#lib/filter/read-filter.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { openStore, type StoreThreads } from '#lib/store/open.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';
import { commitsInWal } from '../support/wal.ts';
import type { TestDatabase } from './contract/database.ts';
import { scanned, storeContract } from './contract/index.ts';

/**
 * In memory where the system has a file system for that: that commits are on the disk is what durability.test.ts tests, and waiting
 * for it takes most of the time. Databases are copies of an empty one: migrate.test.ts tests migrations.
 */
const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let empty: Promise<string> | undefined;

async function emptyDatabase(): Promise<string> {
  const folder = await mkdtemp(path.join(inMemory, 'wirebin-test-'));
  const file = path.join(folder, 'wirebin.db');
  await (await openStore(`file:${file}`, root)).close();
  return file;
}

const newDatabase = (threads: StoreThreads | null) => async (): Promise<TestDatabase> => {
  empty ??= emptyDatabase();
  const folder = await mkdtemp(path.join(inMemory, 'wirebin-test-'));
  const file = path.join(folder, 'wirebin.db');
  await copyFile(await empty, file);
  return {
    open: (options) => openStore(`file:${file}`, root, { ...options, threads }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

afterAll(async () => {
  if (empty) await rm(path.dirname(await empty), { recursive: true, force: true });
  empty = undefined;
});

storeContract('SQLite', newDatabase(null));
storeContract(
  'SQLite with threads',
  newDatabase({
    scan: path.join(root, 'dist/scan-thread.mjs'),
    checkpoint: path.join(root, 'dist/checkpoint-thread.mjs'),
  }),
  // Only these differ from the store without threads.
  process.env.NERVES ? undefined : scanned,
);

test('two hundred captures given to the store together are one commit, synced once', async () => {
  const file = path.join(await temporaryFolder(), 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const bin = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: new Uint8Array(32), now: 1 });
  const before = commitsInWal(file);
  await Promise.all(Array.from({ length: 200 }, () => store.addCapture(bin.id, received())));
  expect(commitsInWal(file) - before).toBe(1);
  for (let count = 0; count < 5; count += 1) await store.addCapture(bin.id, received());
  expect(commitsInWal(file) - before).toBe(6);
  await store.close();
});

test('a database that is gone is told by its name, also to whoever reads one thing after another', async () => {
  const file = path.join(await temporaryFolder(), 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const { id } = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: new Uint8Array(32), now: 1 });
  await store.addCapture(id, received({ body: new Uint8Array(3) }));
  const read = [store.eachCapture(id), store.readBody(id, 1, 0, 2)];
  await store.close();
  for (const each of read) {
    const reading = (async () => {
      for await (const _ of each);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'store-unavailable' });
  }
});

test('what is counted of captures is removed with them, and with their bin', async () => {
  const file = path.join(await temporaryFolder(), 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const reader = new Database(file, { readonly: true });
  const counts = () =>
    reader.prepare('SELECT "chunk", "by", "name", "captures" FROM "CaptureCount"').raw().all();
  const add = async (slug: string) => {
    const { id } = await store.addBin({ slug, ownerKeyHash: new Uint8Array(32).fill(slug.length), now: 1 });
    await Promise.all(Array.from({ length: 300 }, () => store.addCapture(id, received())));
    for (let seq = 1; seq <= 300; seq += 1)
      store.recordResponse(id, seq, { status: 200, micros: 1, complete: true });
    await store.addCapture(id, received({ method: 'PUT' }));
    return id;
  };
  const id = await add('first');
  await store.removeMatching(id, readFilter('seq>130', 0).filter);
  expect(counts()).toEqual([
    [0, 'method', 'POST', 127],
    [0, 'status', '2xx', 127],
    [1, 'method', 'POST', 3],
    [1, 'status', '2xx', 3],
  ]);
  await store.removeCaptures(id);
  expect(counts()).toEqual([]);
  await store.removeBin(await add('second'));
  expect(counts()).toEqual([]);
  reader.close();
  await store.close();
});

test('secrets for URL verification are nowhere in the files of a server with a key', async () => {
  const folder = await temporaryFolder();
  const secret = 'z3ZX4v7mAAUGykl3EcmkqbartmuW8VFO';
  const settings = { ...defaultSettings, handshakes: { zoom: { enabled: true, secret } } };
  const cipher = secretCipher({ current: 'a key of at least thirty-two characters' });
  const store = await openStore(`file:${folder}/wirebin.db`, root, { cipher });
  const add = (slug: string, more: object) =>
    store.addBin({ slug, ownerKeyHash: new Uint8Array(32).fill(slug.length), now: 1, ...more });
  const { id } = await add('x7k2', { reply: settings });
  await add('clone', { cloneOf: id });
  await store.writeReplySettings(id, { ...settings, cors: false });
  expect((await store.findBin('clone'))?.reply).toEqual(settings);
  for (const name of await readdir(folder))
    expect([name, (await readFile(path.join(folder, name))).includes(secret)]).toEqual([name, false]);
  await store.close();
});
