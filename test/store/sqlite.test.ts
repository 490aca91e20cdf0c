import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '#lib/store/open.ts';
import { received } from '../support/received.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';
import { commitsInWal } from '../support/wal.ts';
import { storeContract, type TestDatabase } from './contract.ts';
import { lifeContract } from './life.ts';
import { playsContract } from './plays.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
async function newDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  return {
    open: (limits) => openStore(`file:${path.join(folder, 'wirebin.db')}`, root, limits),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

storeContract('SQLite', newDatabase);
lifeContract('SQLite', newDatabase);
playsContract('SQLite', newDatabase);

test('two hundred captures given to the store together are one commit, synced once', async () => {
  const file = path.join(await temporaryFolder(), 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const bin = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: new Uint8Array(32), now: 1 });
  const before = commitsInWal(file);
  await Promise.all(Array.from({ length: 200 }, () => store.add(bin.id, received())));
  expect(commitsInWal(file) - before).toBe(1);
  for (let count = 0; count < 5; count += 1) await store.add(bin.id, received());
  expect(commitsInWal(file) - before).toBe(6);
  await store.close();
});

test('a database that is gone is told by its name, also to whoever reads one thing after another', async () => {
  const file = path.join(await temporaryFolder(), 'wirebin.db');
  const store = await openStore(`file:${file}`, root);
  const { id } = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: new Uint8Array(32), now: 1 });
  await store.add(id, received({ body: new Uint8Array(3) }));
  const read = [store.eachCapture(id), store.readBody(id, 1, 0, 2)];
  await store.close();
  for (const each of read) {
    const reading = (async () => {
      for await (const _ of each);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'store-unavailable' });
  }
});
