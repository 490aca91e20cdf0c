import type { Hash, Method } from './scheme.ts';

/** A signature cannot be computed; the message is a sentence for users. */
export class Unable extends Error {}

function subtle(): SubtleCrypto {
  const { crypto } = globalThis as { crypto?: Crypto };
  if (crypto?.subtle) return crypto.subtle;
  throw new Unable(
    'Browsers compute signatures only on secure pages. Open this page over HTTPS or on localhost.',
  );
}

export async function digest(hash: Hash, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await subtle().digest(hash, plain(bytes)));
}

/** The valid signature of a message; null for public keys. */
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

/** The signature of a message with a private key, as PKCS #8 (RFC 5958). */
export async function privateSignatureOf(
  method: Method,
  key: Uint8Array,
  message: Uint8Array,
): Promise<Uint8Array> {
  const [importing, signing] =
    method.kind === 'ed25519' ? (['Ed25519', 'Ed25519'] as const) : ([p256, ecdsa] as const);
  const made = await subtle()
    .importKey('pkcs8', plain(key), importing, false, ['sign'])
    .catch((error: unknown) => {
      throw new Unable(keyErrorWords(error));
    });
  const signature = new Uint8Array(await subtle().sign(signing, made, plain(message)));
  return method.kind === 'ed25519' ? signature : derOfRaw(signature);
}

const p256 = { name: 'ECDSA', namedCurve: 'P-256' };
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };

/** Whether a signature is valid for this message and key. */
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
    : verified(['spki', p256, ecdsa], key, message, rawOfDer(signature));
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
      throw new Unable(keyErrorWords(error));
    });
  return subtle().verify(verifying, made, plain(signature), plain(message));
}

function keyErrorWords(error: unknown): string {
  return (error as Error).name === 'NotSupportedError'
    ? 'This browser does not support this signature algorithm.'
    : 'The key is not valid for this signature algorithm.';
}

/** Compares in constant time. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** Converts a P-256 ECDSA signature from DER (RFC 3279 §2.2.3) to the WebCrypto format: r and s, 32 bytes each. Null when it is not valid DER. */
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

/** Converts a P-256 ECDSA signature from the WebCrypto format to DER. */
function derOfRaw(raw: Uint8Array): Uint8Array {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((number) => {
    const significant = number.subarray(
      Math.max(
        0,
        number.findIndex((byte) => byte !== 0),
      ),
    );
    const bytes = significant[0]! < 0x80 ? [...significant] : [0, ...significant];
    return [0x02, bytes.length, ...bytes];
  });
  const content = integers.flat();
  return Uint8Array.of(0x30, content.length, ...content);
}

/** The type that WebCrypto requires: a view of an ArrayBuffer. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
