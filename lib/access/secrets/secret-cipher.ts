import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encrypts secrets for the database: AES-256-GCM with a random nonce and a key derived from `SECRET_KEY` by HKDF (RFC 5869). An
 * encrypted secret is `1 | key ID (4 bytes) | nonce (12) | tag (16) | ciphertext`. `context` says where the secret belongs; it is
 * authenticated, so that nothing can be decrypted in another place.
 */
export type SecretCipher = {
  encrypt(text: string, context: string): Uint8Array;
  /** Null when it was encrypted with another key or in another context, or was changed. */
  decrypt(encrypted: Uint8Array, context: string): string | null;
  /** Whether it was encrypted with the current key, and not with the previous one or another. */
  isCurrent(encrypted: Uint8Array): boolean;
  /** Eight hexadecimal digits by which people tell secrets apart. Without the key, guesses cannot be compared with them. */
  fingerprint(text: string, context: string): string;
};

type Keys = { readonly current: string; readonly previous?: string | undefined };
type DerivedKey = { readonly id: Buffer; readonly encryption: Buffer; readonly fingerprint: Buffer };

const version = 1;
const idLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + idLength + nonceLength + tagLength;

/** The cipher for these keys: it decrypts with both and encrypts with the current one. Keys are derived once. */
export function secretCipher({ current, previous }: Keys): SecretCipher {
  const key = derive(current);
  const keys = previous === undefined ? [key] : [key, derive(previous)];
  return {
    encrypt(text, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key.encryption, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(context));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), key.id, nonce, cipher.getAuthTag(), ciphertext]);
    },

    decrypt(encrypted, context) {
      const bytes = Buffer.from(encrypted.buffer, encrypted.byteOffset, encrypted.length);
      if (bytes.length < headLength || bytes[0] !== version) return null;
      const id = bytes.subarray(1, 1 + idLength);
      const used = keys.find((one) => one.id.equals(id));
      if (!used) return null;
      const nonce = bytes.subarray(1 + idLength, headLength - tagLength);
      const decipher = createDecipheriv('aes-256-gcm', used.encryption, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(headLength - tagLength, headLength));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(headLength)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null;
      }
    },

    isCurrent: (encrypted) => key.id.equals(encrypted.subarray(1, 1 + idLength)),

    fingerprint(text, context) {
      return createHmac('sha256', key.fingerprint).update(`${context}\0${text}`).digest('hex').slice(0, 8);
    },
  };
}

function derive(secretKey: string): DerivedKey {
  const of = (purpose: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secretKey, 'wirebin', purpose, length));
  return {
    id: of('key id', idLength),
    encryption: of('encryption of secrets', 32),
    fingerprint: of('fingerprints of secrets', 32),
  };
}
