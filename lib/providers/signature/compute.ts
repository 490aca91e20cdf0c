import type { Hash, Method } from './scheme.ts';

/** What WebCrypto says of a signature; or, where it cannot, `unable` with a sentence. */
export class Unable extends Error {}

function subtle(): SubtleCrypto {
  const { crypto } = globalThis as { crypto?: Crypto };
  if (crypto?.subtle) return crypto.subtle;
  throw new Unable(
    'This page is not secure, and browsers compute signatures on secure pages alone: open it over HTTPS or on localhost.',
  );
}

export async function digest(hash: Hash, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle().digest(hash, plain(bytes)));
}

/** The signature as the provider would have made it; null for keys that only verify. */
export async function signatureOf(
  method: Method,
  key: Uint8Array,
  message: Uint8Array,
): Promise<Uint8Array | null> {
  if (method.kind === 'token') return key;
  if (method.kind === 'digest') {
    const both = new Uint8Array(key.length + message.length);
    both.set(key);
    both.set(message, key.length);
    return digest(method.hash, both);
  }
  if (method.kind !== 'hmac') return null;
  const made = await subtle().importKey('raw', plain(key), { name: 'HMAC', hash: method.hash }, false, [
    'sign',
  ]);
  return new Uint8Array(await subtle().sign('HMAC', made, plain(message)));
}

/** Whether a signature is of this message and this key. */
export async function fits(
  method: Method,
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const expected = await signatureOf(method, key, message);
  if (expected) return equal(expected, signature);
  return method.kind === 'ed25519'
    ? verified(['raw', 'Ed25519', 'Ed25519'], key, message, signature)
    : verified(
        ['spki', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }],
        key,
        message,
        rawOfDer(signature),
      );
}

async function verified(
  [format, importing, verifying]: [
    'raw' | 'spki',
    AlgorithmIdentifier | EcKeyImportParams,
    AlgorithmIdentifier | EcdsaParams,
  ],
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array | null,
): Promise<boolean> {
  if (signature === null) return false;
  const made = await subtle()
    .importKey(format, plain(key), importing, false, ['verify'])
    .catch((error: unknown) => {
      throw new Unable(
        (error as Error).name === 'NotSupportedError'
          ? 'This browser does not know this kind of signature.'
          : 'The key cannot be read as one of this kind.',
      );
    });
  return subtle().verify(verifying, made, plain(signature), plain(message));
}

/** In a time that does not tell where the first difference is. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** An ECDSA signature of P-256 in DER (RFC 3279 §2.2.3) as WebCrypto wants it: r and s, 32 bytes each. Null when it is none. */
function rawOfDer(der: Uint8Array): Uint8Array | null {
  const raw = new Uint8Array(64);
  let at = 2;
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 0x02 || integer.length !== length) return null;
    const bytes = integer[0] === 0 ? integer.subarray(1) : integer;
    if (bytes.length > 32) return null;
    raw.set(bytes, end - bytes.length);
    at += 2 + length;
  }
  return raw;
}

/** WebCrypto wants views of a plain ArrayBuffer. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
