import { expect, test } from 'vitest';
import { contextOf } from '#lib/access/secrets/bin-secrets.ts';
import { renewSecrets } from '#lib/access/secrets/renew-secrets.ts';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';
import { writeSecrets } from '#lib/access/secrets/write-secrets.ts';
import type { StoredSecret } from '#lib/model/signing-secret.ts';
import type { SecretStore } from '#lib/store/contracts/secrets.ts';

const previous = 'first key, of at least 32 characters';
const current = 'second key, of at least 32 characters';
const bin = { id: 7, slug: 'x7k2' };

/** The secrets of one bin, in memory. */
function secretsInMemory(): SecretStore {
  let rows: (StoredSecret & { id: number; binId: number })[] = [];
  return {
    listSecrets: async () => rows,
    writeSecrets: async (binId, _, secrets) => {
      rows = secrets.map((secret, index) => ({ ...secret, id: index + 1, binId }));
      return true;
    },
    listEverySecret: async (after, limit) => rows.filter(({ id }) => id > after).slice(0, limit),
    replaceSecret: async (id, secret) => {
      rows = rows.map((row) => (row.id === id ? { ...row, ...secret } : row));
    },
  };
}

test('renewed secrets have the ciphertext and the fingerprint of the new key, and are still the same secrets', async () => {
  const store = secretsInMemory();
  const write = (key: Parameters<typeof secretCipher>[0], secrets: { secret: string }[]) =>
    writeSecrets({ store, cipher: secretCipher(key), now: 1 }, bin, 'github', { secrets });
  await write({ current: previous }, [{ secret: 'one' }, { secret: 'two' }]);
  expect(await renewSecrets(store, secretCipher({ current, previous }))).toEqual({
    renewed: 2,
    unreadable: 0,
  });

  const cipher = secretCipher({ current });
  const context = contextOf(bin.id, 'github');
  const renewed = await store.listSecrets(bin.id);
  expect(renewed.map(({ encrypted }) => cipher.decrypt(encrypted, context))).toEqual(['one', 'two']);
  const fingerprints = renewed.map(({ fingerprint }) => fingerprint);
  expect(fingerprints).toEqual(['one', 'two'].map((secret) => cipher.fingerprint(secret, context)));
  // The same secret written once more has the same fingerprint, so that it is not listed twice.
  const written = await write({ current }, [{ secret: 'one' }]);
  expect(written.map(({ fingerprint }) => fingerprint)).toEqual([fingerprints[0]]);
});
