import { beforeEach, describe, expect, test } from 'vitest';
import { hashKey, newKey, newSlug } from '#lib/access/keys.ts';
import { bearerKey, openBin, openByKey } from '#lib/access/open-bin.ts';
import type { Bin } from '#lib/model/bin.ts';
import { slugShape } from '#lib/model/slug.ts';
import { openStore } from '#lib/store/open.ts';
import type { Store } from '#lib/store/store.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/server.ts';

let store: Store;
let bin: Bin;
beforeEach(async () => {
  store = await openStore(`file:${await temporaryFolder()}/test.db`, root);
  bin = await store.addBin({ slug: 'x7k2', name: null, ownerKeyHash: hashKey('owner'), now: 1000 });
  return () => store.close();
});

describe('a key', () => {
  test('opens its bin, with its link', async () => {
    expect(await openByKey(store, 'owner', 1000)).toMatchObject({
      bin,
      link: { role: 'owner', binId: bin.id },
    });
  });

  test.for([undefined, null, '', 7, {}, ['owner'], true])('that is %j is missing', async (key) => {
    await expect(openByKey(store, key, 1000)).rejects.toMatchObject({ code: 'key-missing' });
  });

  test.for(['Owner', 'owner ', 'own', 'x'.repeat(100_000)])(
    'that nobody knows opens nothing',
    async (key) => {
      await expect(openByKey(store, key, 1000)).rejects.toMatchObject({ code: 'key-unknown' });
    },
  );

  test('opens until the moment its link expires', async () => {
    const link = { binId: bin.id, role: 'viewer', label: null, expiresAt: 5000, now: 1000 } as const;
    await store.addLink({ ...link, keyHash: hashKey('viewer') });
    expect(await openByKey(store, 'viewer', 4999)).toMatchObject({ link: { role: 'viewer' } });
    await expect(openByKey(store, 'viewer', 5000)).rejects.toMatchObject({ code: 'key-unknown' });
  });

  test('notes its use at most once a minute', async () => {
    const lastUsed = async () => (await store.listLinks(bin.id))[0]?.lastUsedAt;
    await openByKey(store, 'owner', 100_000);
    expect(await lastUsed()).toBe(100_000);
    await openByKey(store, 'owner', 159_000);
    expect(await lastUsed()).toBe(100_000);
    await openByKey(store, 'owner', 161_000);
    expect(await lastUsed()).toBe(161_000);
  });

  test('opens although its use cannot be noted: reading needs no writing', async () => {
    const readOnly: Store = Object.assign(Object.create(store), {
      findLink: store.findLink.bind(store),
      touchLink: async () => {
        throw new Error('disk full');
      },
    });
    expect(await openByKey(readOnly, 'owner', 100_000)).toMatchObject({ bin });
  });
});

describe('a bin', () => {
  test('is opened by its key for what the role allows, whatever the case of its slug', async () => {
    expect(await openBin(store, 'owner', 'X7K2', 'delete-bin', 1000)).toMatchObject({ bin });
  });

  test('is not opened by the key of another, nor for what the role does not allow', async () => {
    const link = { binId: bin.id, role: 'viewer', label: null, expiresAt: null, now: 1000 } as const;
    await store.addLink({ ...link, keyHash: hashKey('viewer') });
    await expect(openBin(store, 'owner', 'other', 'look', 1000)).rejects.toMatchObject({
      code: 'key-of-another-bin',
    });
    await expect(openBin(store, 'viewer', 'x7k2', 'pin', 1000)).rejects.toMatchObject({
      code: 'not-allowed',
      detail: 'A viewer link has no permission to pin requests.',
    });
  });

  test('a refusal never repeats the key', async () => {
    const failure = (await openBin(store, 'owner', 'other', 'look', 1).catch((error) => error)) as Error;
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toMatch(/owner/);
  });
});

test.for([
  ['Bearer abc', 'abc'],
  ['bearer  abc  ', 'abc'],
  ['Bearer a b', null],
  ['Basic abc', null],
  ['Bearerabc', null],
  ['', null],
  [null, null],
] as const)('Authorization: %j brings the key %j', ([field, key]) => {
  expect(bearerKey(field)).toBe(key);
});

test('keys are 24 letters and digits, slugs 10 that make a slug, and none comes twice', () => {
  const keys = Array.from({ length: 2000 }, () => newKey());
  const slugs = Array.from({ length: 2000 }, () => newSlug());
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9]{24}$/);
  for (const slug of slugs) expect(slugShape.safeParse(slug).success).toBe(true);
  expect(new Set([...keys, ...slugs]).size).toBe(4000);
});

test('of a key only its SHA-256 is kept', () => {
  expect(Buffer.from(hashKey('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
