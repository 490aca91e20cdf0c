import type { StoredSecret } from '#lib/model/signing-secret.ts';
import type { ProviderSecrets } from '#lib/providers/signature/signature-result.ts';
import type { SecretCipher } from './secret-cipher.ts';

/** The bin and the provider that a secret belongs to: it can be decrypted only there. */
export function contextOf(binId: number, provider: string): string {
  return `signing secret of ${provider} in bin ${binId}`;
}

/** Whether a stored secret can be decrypted with the keys of this server; `cipher` is null where it has none. */
export function isReadable(cipher: SecretCipher | null, binId: number, secret: StoredSecret): boolean {
  return decrypted(cipher, binId, secret) !== null;
}

/** The secrets of a bin by provider, decrypted. `areAllReadable` is false where some of them could not be. */
export function readableSecrets(
  cipher: SecretCipher | null,
  binId: number,
  stored: readonly StoredSecret[],
): ProviderSecrets[] {
  return [...byProvider(stored)].map(([provider, group]) => {
    const secrets = group.flatMap((secret) => decrypted(cipher, binId, secret) ?? []);
    return { provider, secrets, areAllReadable: secrets.length === group.length };
  });
}

/** Secrets by the ID of their provider, in their order. */
export function byProvider(stored: readonly StoredSecret[]): ReadonlyMap<string, readonly StoredSecret[]> {
  const groups = new Map<string, StoredSecret[]>();
  for (const secret of stored) groups.set(secret.provider, [...(groups.get(secret.provider) ?? []), secret]);
  return groups;
}

function decrypted(cipher: SecretCipher | null, binId: number, secret: StoredSecret): string | null {
  return cipher?.decrypt(secret.encrypted, contextOf(binId, secret.provider)) ?? null;
}
