import type { SecretStore } from '#lib/store/contracts/secrets.ts';
import { contextOf } from './bin-secrets.ts';
import type { SecretCipher } from './secret-cipher.ts';

/** Secrets read at a time. */
const batch = 200;

/**
 * Encrypts all secrets with the current key that were encrypted with the previous one, after which the previous key is not needed any
 * more. They get the fingerprints that this key gives them. Returns how many there were, and how many can be decrypted with neither.
 */
export async function renewSecrets(
  store: Pick<SecretStore, 'listEverySecret' | 'replaceSecret'>,
  cipher: SecretCipher,
): Promise<{ renewed: number; unreadable: number }> {
  const count = { renewed: 0, unreadable: 0 };
  for (let after = 0; ; ) {
    const secrets = await store.listEverySecret(after, batch);
    for (const { id, binId, provider, encrypted } of secrets) {
      after = id;
      if (cipher.isCurrent(encrypted)) continue;
      const context = contextOf(binId, provider);
      const text = cipher.decrypt(encrypted, context);
      if (text === null) count.unreadable += 1;
      else {
        const fingerprint = cipher.fingerprint(text, context);
        await store.replaceSecret(id, { encrypted: cipher.encrypt(text, context), fingerprint });
        count.renewed += 1;
      }
    }
    if (secrets.length < batch) return count;
  }
}
