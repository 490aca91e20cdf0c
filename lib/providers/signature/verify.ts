import { digest, equal, fits, signatureOf, Unable } from './compute.ts';
import { decoded, encoded } from './encoding.ts';
import { bytesOf } from './pieces.ts';
import type { Claim, Encoding, Method, Scheme, Signed } from './scheme.ts';
import { keyOf } from './signing-key.ts';

/** The age of a signature's timestamp when the request was received. */
export type Clock = {
  /** Seconds; negative when the timestamp is in the future. */
  readonly seconds: number;
  /** The provider's tolerance, seconds; null when it is not documented. */
  readonly allowed: number | null;
};

/** The signature of a request and its scheme, or why it cannot be parsed. */
export type Reading =
  | {
      readonly state: 'claimed';
      readonly scheme: Scheme;
      readonly claim: Claim;
      readonly clock: Clock | null;
    }
  | { readonly state: 'unreadable'; readonly scheme: Scheme; readonly why: string };

/** Whether a signature is valid, apart from its timestamp (see `Reading`). */
export type Verdict =
  | { readonly state: 'valid' }
  /**
   * `expected` is the valid signature; null for public keys. `findings` are sentences that explain the failure; where there are none,
   * `hints` say what to look at.
   */
  | {
      readonly state: 'invalid';
      readonly expected: string | null;
      readonly findings: readonly string[];
      readonly hints?: readonly string[];
    }
  | { readonly state: 'unable'; readonly why: string };

/**
 * Parses the signature of a request with the first of these schemes that matches it and accepts the secret. Null when the
 * request is not signed. `receivedAt` in milliseconds since the epoch, to compute the age of the timestamp.
 */
export function readSignature(
  schemes: readonly Scheme[],
  request: Signed,
  receivedAt: number,
  secret = '',
): Reading | null {
  const candidates = schemes.filter(({ accepts }) => secret === '' || !accepts || accepts(secret));
  for (const scheme of candidates.length > 0 ? candidates : schemes) {
    const read = scheme.read(request);
    if (read === null) continue;
    if (typeof read === 'string') return { state: 'unreadable', scheme, why: read };
    const clock =
      read.signedAt === null
        ? null
        : { seconds: (receivedAt - read.signedAt) / 1000, allowed: scheme.tolerance ?? null };
    return { state: 'claimed', scheme, claim: read, clock };
  }
  return null;
}

/** Verifies a signature. Never throws. */
export async function verify(scheme: Scheme, claim: Claim, secret: string): Promise<Verdict> {
  try {
    return await verifyOrThrow(scheme, claim, secret);
  } catch (error) {
    return { state: 'unable', why: unableWords(error) };
  }
}

async function verifyOrThrow(scheme: Scheme, claim: Claim, secret: string): Promise<Verdict> {
  const key = keyOf(secret, scheme.key);
  if (typeof key === 'string') return { state: 'unable', why: key };
  const method = claim.method ?? scheme.method;
  const findings: string[] = [];
  if (claim.bodyDigest && !(await bodyFits(claim.bodyDigest))) {
    findings.push('The signed digest of the body does not match the received body.');
  }
  const signatures = claim.signatures.map((text) => decoded(text, scheme.encoding));
  if (signatures.every((bytes) => bytes === null)) {
    findings.push(`The signature is not ${encodingWords[scheme.encoding]}.`);
  }
  let first: Uint8Array | null | undefined;
  for (const pieces of claim.messages) {
    const message = bytesOf(pieces);
    // Computed once, however many signatures a sender writes into the header.
    const made = await signatureOf(method, key, message);
    first ??= made;
    const isValid = made
      ? signatures.some((signature) => signature !== null && equal(made, signature))
      : await someFit(method, key, message, signatures);
    if (!isValid) continue;
    return findings.length === 0 ? { state: 'valid' } : { state: 'invalid', expected: claim.value, findings };
  }
  const expected = first && method.kind !== 'token' ? encoded(first, scheme.encoding) : null;
  return { state: 'invalid', expected, findings };
}

/** How many signatures of public keys are tried: each takes a computation. Providers send one or two. */
const mostSignatures = 16;

async function someFit(
  method: Method,
  key: Uint8Array,
  message: Uint8Array,
  signatures: readonly (Uint8Array | null)[],
): Promise<boolean> {
  for (const signature of signatures.slice(0, mostSignatures))
    if (signature !== null && (await fits(method, key, message, signature))) return true;
  return false;
}

async function bodyFits({ hash, encoding, text, body }: NonNullable<Claim['bodyDigest']>): Promise<boolean> {
  const expected = decoded(text, encoding);
  return expected !== null && equal(await digest(hash, body), expected);
}

const encodingWords: Record<Encoding, string> = { hex: 'hexadecimal', base64: 'base64', text: 'text' };

function unableWords(error: unknown): string {
  return error instanceof Unable ? error.message : 'The signature could not be computed.';
}
