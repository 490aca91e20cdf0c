import { byProvider, isReadable } from '#lib/access/secrets/bin-secrets.ts';
import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { ProviderSecretsJson, SigningSecretsJson, StoredSecret } from '#lib/model/signing-secret.ts';
import { providers } from '#lib/providers/index.ts';
import { secretNames } from '#lib/providers/signature/sign.ts';

/** The signing secrets of a bin as the API shows them: never the secrets themselves. */
export function signingSecretsJson(
  cipher: SecretCipher | null,
  binId: number,
  stored: readonly StoredSecret[],
): SigningSecretsJson {
  return {
    enabled: cipher !== null,
    providers: [...byProvider(stored)].map(([provider, secrets]) =>
      providerSecretsJson(cipher, binId, provider, secrets),
    ),
    supported: providers
      .flatMap(({ id, name, signatures }) =>
        signatures ? [{ provider: id, name, secret: secretNames(signatures) }] : [],
      )
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  };
}

/** Those of one provider. */
export function providerSecretsJson(
  cipher: SecretCipher | null,
  binId: number,
  provider: string,
  secrets: readonly StoredSecret[],
): ProviderSecretsJson {
  return {
    provider,
    secrets: secrets.map((secret) => ({
      fingerprint: secret.fingerprint,
      createdAt: new Date(secret.createdAt).toISOString(),
      readable: isReadable(cipher, binId, secret),
    })),
  };
}
