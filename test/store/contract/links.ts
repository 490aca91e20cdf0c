import { describe, expect, test } from 'vitest';
import { keyHash, type NewDatabase, testStore } from './database.ts';

export function linkTests(newDatabase: NewDatabase): void {
  describe('links', () => {
    const { addBin, store } = testStore(newDatabase);

    const link = { role: 'viewer', label: 'Ana', expiresAt: 5000, now: 2000 } as const;

    test('the owner of a new bin has a link, found by the hash of its key', async () => {
      const bin = await addBin();
      expect(await store.findLink(keyHash('owner of x7k2'))).toEqual({
        bin,
        link: {
          id: expect.any(Number),
          binId: bin.id,
          role: 'owner',
          label: null,
          captureSeq: null,
          redaction: null,
          createdAt: 1000,
          expiresAt: null,
          lastUsedAt: null,
        },
      });
      expect(await store.findLink(keyHash('somebody'))).toBeNull();
    });

    test('the keys of links are read for those that exist, also after one got another', async () => {
      const { id: binId } = await addBin();
      const [owner] = await store.listLinks(binId);
      const added = await store.addLink({ ...link, binId, keyHash: keyHash('viewer') });
      const keys = async (ids: number[]) =>
        [...(await store.linkKeys(ids))].map(([id, hash]) => [id, Buffer.from(hash).toString('hex')]).sort();
      const hex = (key: string) => Buffer.from(keyHash(key)).toString('hex');
      expect(await keys([added.id, owner!.id, 999_999])).toEqual(
        [
          [owner!.id, hex('owner of x7k2')],
          [added.id, hex('viewer')],
        ].sort(),
      );
      await store.changeLinkKey(added.id, keyHash('another'));
      await store.removeLink(binId, owner!.id);
      expect(await keys([added.id, owner!.id])).toEqual([[added.id, hex('another')]]);
      expect(await keys([])).toEqual([]);
    });

    test('a link keeps what it opens and what it masks; one that says neither opens all', async () => {
      const bin = await addBin();
      const redaction = { headers: ['X-A'], fields: ['$.a', 'größe'], unreadable: 'show' } as const;
      const scope = {
        captureSeq: 7,
        redaction: { ...redaction, headers: [...redaction.headers], fields: [...redaction.fields] },
      };
      const added = await store.addLink({ ...link, ...scope, binId: bin.id, keyHash: keyHash('one') });
      expect(added).toMatchObject(scope);
      expect((await store.findLink(keyHash('one')))?.link).toEqual(added);
      const plain = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('all') });
      expect(plain).toMatchObject({ captureSeq: null, redaction: null });
    });

    test('a link that got another key is opened by that alone', async () => {
      const bin = await addBin();
      const added = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('old') });
      expect(await store.changeLinkKey(added.id, keyHash('new'))).toBe(true);
      expect(await store.findLink(keyHash('old'))).toBeNull();
      expect((await store.findLink(keyHash('new')))?.link).toEqual(added);
      expect(await store.changeLinkKey(added.id + 1, keyHash('x'))).toBe(false);
    });

    test('links are added, listed in the order made, found even when expired, and removed', async () => {
      const bin = await addBin();
      const added = await store.addLink({ ...link, binId: bin.id, keyHash: keyHash('ana') });
      expect(added).toEqual({
        id: added.id,
        binId: bin.id,
        role: 'viewer',
        label: 'Ana',
        captureSeq: null,
        redaction: null,
        createdAt: 2000,
        expiresAt: 5000,
        lastUsedAt: null,
      });
      expect((await store.listLinks(bin.id)).map(({ role }) => role)).toEqual(['owner', 'viewer']);
      expect(await store.findLink(keyHash('ana'))).toEqual({ link: added, bin });
      expect(await store.removeLink(bin.id, added.id)).toBe(true);
      expect(await store.removeLink(bin.id, added.id)).toBe(false);
      expect(await store.findLink(keyHash('ana'))).toBeNull();
    });

    test('a link is not removed by way of another bin', async () => {
      const one = await addBin('one');
      const two = await addBin('two');
      const added = await store.addLink({ ...link, binId: one.id, keyHash: keyHash('ana') });
      expect(await store.removeLink(two.id, added.id)).toBe(false);
      expect(await store.listLinks(one.id)).toHaveLength(2);
      expect(await store.listLinks(two.id)).toHaveLength(1);
    });

    test('the last use of a link is noted; noting one that is gone harms nothing', async () => {
      const bin = await addBin();
      const [owner] = await store.listLinks(bin.id);
      await store.touchLink(owner!.id, 9000);
      expect((await store.listLinks(bin.id))[0]?.lastUsedAt).toBe(9000);
      await store.touchLink(4711, 9000);
    });

    test('times beyond 32 bits come back as they were', async () => {
      const bin = await addBin();
      const expiresAt = Date.parse('9999-12-31T23:59:59.999Z');
      await store.addLink({ ...link, expiresAt, binId: bin.id, keyHash: keyHash('ana') });
      expect((await store.findLink(keyHash('ana')))?.link.expiresAt).toBe(expiresAt);
    });
  });
}
