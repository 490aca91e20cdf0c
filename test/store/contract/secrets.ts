import { describe, expect, test } from 'vitest';
import type { StoredSecret } from '#lib/model/signing-secret.ts';
import { received } from '../../support/received.ts';
import { type NewDatabase, testStore } from './database.ts';

const secret = (provider: string, text: string, createdAt = 1000): StoredSecret => ({
  provider,
  encrypted: new TextEncoder().encode(text),
  fingerprint: '0a1b2c3d',
  createdAt,
});
const texts = (secrets: readonly StoredSecret[]) =>
  secrets.map(({ provider, encrypted }) => `${provider} ${new TextDecoder().decode(encrypted)}`);

export function secretTests(newDatabase: NewDatabase): void {
  describe('signing secrets', () => {
    const { addBin, reopen, store } = testStore(newDatabase);

    test('are listed and found with their bin as they were written, also after reopening', async () => {
      const { id } = await addBin();
      expect(await store.writeSecrets(id, 'stripe', [secret('stripe', 'b'), secret('stripe', 'a', 5)])).toBe(
        true,
      );
      expect(await store.writeSecrets(id, 'github', [secret('github', 'c')])).toBe(true);
      await reopen();
      const all = await store.listSecrets(id);
      expect(texts(all)).toEqual(['github c', 'stripe b', 'stripe a']);
      expect(all[2]).toMatchObject({ fingerprint: '0a1b2c3d', createdAt: 5 });
      expect((await store.findBin('x7k2'))?.secrets).toEqual(all);
    });

    test('are replaced by provider, and the bin that is found has the new ones at once', async () => {
      const { id } = await addBin();
      await store.writeSecrets(id, 'github', [secret('github', 'old')]);
      await store.writeSecrets(id, 'stripe', [secret('stripe', 's')]);
      expect(texts((await store.findBin('x7k2'))!.secrets)).toEqual(['github old', 'stripe s']);
      await store.writeSecrets(id, 'github', [secret('github', 'new')]);
      expect(texts((await store.findBin('x7k2'))!.secrets)).toEqual(['github new', 'stripe s']);
      await store.writeSecrets(id, 'github', []);
      expect(texts((await store.findBin('x7k2'))!.secrets)).toEqual(['stripe s']);
    });

    test('are neither copied to a clone nor shared, and go with their bin', async () => {
      const { id } = await addBin();
      await store.writeSecrets(id, 'github', [secret('github', 'a')]);
      const clone = await store.addBin({
        slug: 'clone',
        ownerKeyHash: Uint8Array.of(1),
        now: 1,
        cloneOf: id,
      });
      expect(await store.listSecrets(clone.id)).toEqual([]);
      await store.removeBin(id);
      expect(await store.listSecrets(id)).toEqual([]);
      expect(await store.writeSecrets(id, 'github', [secret('github', 'a')])).toBe(false);
    });

    test('of all bins are listed in order, and can be encrypted anew', async () => {
      const [one, other] = [await addBin('one'), await addBin('other')];
      await store.writeSecrets(one.id, 'stripe', [secret('stripe', 'a'), secret('stripe', 'b')]);
      await store.writeSecrets(other.id, 'github', [secret('github', 'c')]);
      const all = await store.listEverySecret(0, 10);
      expect(all.map(({ binId }) => binId)).toEqual([one.id, one.id, other.id]);
      expect(texts(await store.listEverySecret(all[0]!.id, 1))).toEqual(['stripe b']);
      const anew = { encrypted: new TextEncoder().encode('B'), fingerprint: '4d3c2b1a' };
      await store.replaceSecret(all[1]!.id, anew);
      expect(texts(await store.listSecrets(one.id))).toEqual(['stripe a', 'stripe B']);
      expect((await store.listSecrets(one.id)).map(({ fingerprint }) => fingerprint)).toEqual([
        '0a1b2c3d',
        '4d3c2b1a',
      ]);
      await store.removeBin(other.id);
      await store.replaceSecret(all[2]!.id, anew);
      expect(await store.listEverySecret(all[1]!.id, 10)).toEqual([]);
    });

    test('a long body can be read before a capture names it', async () => {
      const { id } = await addBin();
      const body = new Uint8Array(600_000).map((_, at) => at % 251);
      const long = await store.openLongBody(1000);
      for (const at of [0, 200_000, 400_000]) await long.append(body.subarray(at, at + 200_000));
      // Not `toEqual`, which compares bytes one by one and takes seconds.
      const isBody = (bytes: Uint8Array | undefined) =>
        bytes !== undefined && Buffer.compare(bytes, body) === 0;
      expect(isBody(await store.readLongBody(long.id, body.length))).toBe(true);
      const facts = { longBodyId: long.id, bodyStored: body.length, bodySize: body.length };
      const seq = await store.addCapture(id, received({ ...facts, signature: 'expired' }));
      const capture = await store.capture(id, seq!);
      expect([capture?.signature, isBody(capture?.body)]).toEqual(['expired', true]);
    });
  });
}
