import type { Bin } from '#lib/model/bin.ts';
import { fail } from '#lib/model/errors.ts';
import { mostSecretsOfBin, type SigningSecretsInput, type StoredSecret } from '#lib/model/signing-secret.ts';
import { providerOf } from '#lib/providers/index.ts';
import { secretError } from '#lib/providers/signature/secret-error.ts';
import type { SecretStore } from '#lib/store/contracts/secrets.ts';
import { contextOf } from './bin-secrets.ts';
import type { SecretCipher } from './secret-cipher.ts';

/**
 * Replaces the signing secrets of a provider. Those that are given by their fingerprint are kept as they are. Returns what is stored.
 * Fails with `secrets-off`, `invalid-input`, `secrets-full` and `bin-not-found`.
 */
export async function writeSecrets(
  { store, cipher, now }: { store: SecretStore; cipher: SecretCipher | null; now: number },
  bin: Pick<Bin, 'id' | 'slug'>,
  providerId: string,
  { secrets: written }: SigningSecretsInput,
): Promise<StoredSecret[]> {
  if (!cipher) return fail('secrets-off');
  const provider = providerOf(providerId);
  if (!provider?.signatures)
    return fail(
      'invalid-input',
      `${providerId}: is not the ID of a provider whose signatures can be verified`,
    );
  const context = contextOf(bin.id, providerId);
  const stored = await store.listSecrets(bin.id);
  const kept = stored.filter((secret) => secret.provider === providerId);
  const secrets = new Map<string, StoredSecret>();
  for (const [index, one] of written.entries()) {
    if ('fingerprint' in one) {
      const found = kept.find(({ fingerprint }) => fingerprint === one.fingerprint);
      if (!found)
        return fail(
          'invalid-input',
          `secrets.${index}.fingerprint: is not that of a secret of this provider`,
        );
      secrets.set(one.fingerprint, found);
    } else {
      const wrong = await secretError(provider.signatures, one.secret);
      if (wrong !== null) return fail('invalid-input', `secrets.${index}.secret: ${wrong}`);
      const fingerprint = cipher.fingerprint(one.secret, context);
      const encrypted = cipher.encrypt(one.secret, context);
      secrets.set(fingerprint, { provider: providerId, encrypted, fingerprint, createdAt: now });
    }
  }
  if (stored.length - kept.length + secrets.size > mostSecretsOfBin)
    return fail('secrets-full', `A bin keeps up to ${mostSecretsOfBin} signing secrets.`);
  const list = [...secrets.values()];
  if (!(await store.writeSecrets(bin.id, providerId, list)))
    return fail('bin-not-found', `The bin ${bin.slug} was deleted.`);
  return list;
}
