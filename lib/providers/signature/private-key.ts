import { decoded } from './encoding.ts';

/** The PKCS #8 header of a 32-byte Ed25519 seed (RFC 8410 §7). */
const ed25519Header = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/**
 * A private key as PKCS #8 (RFC 5958), from PEM, from its base64, or from `whsk_` and the base64 of an Ed25519 seed, with or without
 * the public key after it (Standard Webhooks). Null for other texts. A bare 32-byte seed is not accepted, since it looks like the
 * public key that verification uses.
 */
export function privateKeyOf(secret: string): Uint8Array | null {
  const text = secret.trim();
  if (text.startsWith('whsk_')) {
    const seed = decoded(text.slice(5), 'base64');
    if (seed === null || (seed.length !== 32 && seed.length !== 64)) return null;
    return Uint8Array.of(...ed25519Header, ...seed.subarray(0, 32));
  }
  const bytes = decoded(text.replace(/-----[^-]+-----/g, '').replace(/\s/g, ''), 'base64');
  return bytes && isPkcs8(bytes) ? bytes : null;
}

/** A sequence that begins with a version, an integer. A public key begins with another sequence. */
function isPkcs8(bytes: Uint8Array): boolean {
  const at = { 129: 3, 130: 4 }[bytes[1] ?? 0] ?? 2;
  return bytes[0] === 0x30 && bytes[at] === 0x02;
}
