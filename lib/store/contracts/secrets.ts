import type { StoredSecret } from '#lib/model/signing-secret.ts';

/** Signing secrets of bins, encrypted. `findBin` has them too. */
export interface SecretStore {
  /** The secrets of a bin, in order of their providers; of each provider in the order in which they were written. */
  listSecrets(binId: number): Promise<StoredSecret[]>;
  /** Replaces the secrets of a provider; none removes them. False when there is no such bin. */
  writeSecrets(binId: number, provider: string, secrets: readonly StoredSecret[]): Promise<boolean>;
  /** Secrets of all bins in order of their id, at most `limit` with an id above `after`. */
  listEverySecret(after: number, limit: number): Promise<(StoredSecret & { id: number; binId: number })[]>;
  /** Replaces the ciphertext and the fingerprint of a secret, if it is still there. */
  replaceSecret(id: number, secret: Pick<StoredSecret, 'encrypted' | 'fingerprint'>): Promise<void>;
}
