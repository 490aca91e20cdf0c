import { digest, equal, fits, signatureOf, Unable } from './compute.ts';
import { decoded, encoded } from './encoding.ts';
import { keyOf, mistakenKeys } from './key-readings.ts';
import { mistakenMessages } from './mistaken-messages.ts';
import { bytesOf } from './pieces.ts';
import type { Claim, Encoding, Hash, Method, Piece, Scheme, Signed } from './scheme.ts';

/** How far the sender's clock was from ours when the request came. */
export type Clock = {
  /** Seconds; positive when the signature was already so old. */
  readonly seconds: number;
  /** How many the provider allows; null when it does not say. */
  readonly allowed: number | null;
};

/** What a request claims: the scheme it is signed by, or why that cannot be read. */
export type Reading =
  | {
      readonly state: 'claimed';
      readonly scheme: Scheme;
      readonly claim: Claim;
      readonly clock: Clock | null;
    }
  | { readonly state: 'unreadable'; readonly scheme: Scheme; readonly why: string };

/** Whether a signature is genuine. The clock is another question, which `Reading` answers. */
export type Verdict =
  | { readonly state: 'valid' }
  /** `expected` is what would have been valid; null for keys that only verify. `findings` say why, as far as it shows. */
  | { readonly state: 'invalid'; readonly expected: string | null; readonly findings: readonly string[] }
  | { readonly state: 'unable'; readonly why: string };

/**
 * What a request says of its signature: by the first of these schemes that it shows, of those that take this secret. Null
 * when it is not signed by any. `receivedAt` in milliseconds since the epoch: a clock is judged when the request came, not
 * when somebody looks.
 */
export function readSignature(
  schemes: readonly Scheme[],
  request: Signed,
  receivedAt: number,
  secret = '',
): Reading | null {
  const fitting = schemes.filter(({ accepts }) => secret === '' || !accepts || accepts(secret));
  for (const scheme of fitting.length > 0 ? fitting : schemes) {
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

/** Whether a claim holds. Never throws. */
export async function verify(scheme: Scheme, claim: Claim, secret: string): Promise<Verdict> {
  try {
    return await judged(scheme, claim, secret);
  } catch (error) {
    return { state: 'unable', why: unableWords(error) };
  }
}

/** The same, and when it does not hold, what would make it hold: one thing done other than it should be, or two. */
export async function diagnose(
  scheme: Scheme,
  claim: Claim,
  secret: string,
  request: Signed,
): Promise<Verdict> {
  const verdict = await verify(scheme, claim, secret);
  if (verdict.state !== 'invalid') return verdict;
  try {
    const more = await mistakes(scheme, claim, secret, request);
    return { ...verdict, findings: [...verdict.findings, ...more] };
  } catch {
    return verdict;
  }
}

async function judged(scheme: Scheme, claim: Claim, secret: string): Promise<Verdict> {
  const key = keyOf(secret, scheme.key);
  if (typeof key === 'string') return { state: 'unable', why: key };
  const method = claim.method ?? scheme.method;
  const findings: string[] = [];
  if (claim.bodyDigest && !(await bodyFits(claim.bodyDigest))) {
    findings.push('The digest of the body that is signed is not that of the body which came.');
  }
  const signatures = claim.signatures.map((text) => decoded(text, scheme.encoding));
  if (signatures.every((bytes) => bytes === null)) {
    findings.push(`The signature is not ${encodingWords[scheme.encoding]}.`);
  }
  for (const pieces of claim.messages) {
    const message = bytesOf(pieces);
    for (const signature of signatures) {
      if (signature === null || !(await fits(method, key, message, signature))) continue;
      return findings.length === 0
        ? { state: 'valid' }
        : { state: 'invalid', expected: claim.value, findings };
    }
  }
  const made = await signatureOf(method, key, bytesOf(claim.messages[0] ?? []));
  const expected = made && method.kind !== 'token' ? encoded(made, scheme.encoding) : null;
  return { state: 'invalid', expected, findings };
}

async function bodyFits({ hash, encoding, text, body }: NonNullable<Claim['bodyDigest']>): Promise<boolean> {
  const said = decoded(text, encoding);
  return said !== null && equal(await digest(hash, body), said);
}

async function mistakes(scheme: Scheme, claim: Claim, secret: string, request: Signed): Promise<string[]> {
  const right = keyOf(secret, scheme.key);
  const method = claim.method ?? scheme.method;
  const signatures = claim.signatures.flatMap((text) => readingsOf(text, scheme.encoding));
  const keys = mistakenKeys(secret, scheme.key);
  const messages = mistakenMessages(claim, request);
  const usual = { pieces: claim.messages[0] ?? [], but: null };
  const key = typeof right === 'string' ? [] : [{ bytes: right, but: null }];
  const hits = async (
    tried: {
      key: { bytes: Uint8Array; but: string | null };
      message: { pieces: readonly Piece[]; but: string | null };
      method: Method;
    },
    also: string | null,
  ): Promise<string | null> => {
    const message = bytesOf(tried.message.pieces);
    for (const { bytes, but } of signatures) {
      if (!(await fits(tried.method, tried.key.bytes, message, bytes).catch(() => false))) continue;
      const done = [tried.key.but, tried.message.but, but, also].filter((one) => one !== null);
      return done.length === 0 ? null : `It is valid ${done.join('; and ')}.`;
    }
    return null;
  };
  const attempts = [
    ...key.map((one) => ({ key: one, message: usual, method, also: null as string | null })),
    ...keys.map((one) => ({ key: one, message: usual, method, also: null })),
    ...key.flatMap((one) => messages.map((message) => ({ key: one, message, method, also: null }))),
    ...key.flatMap((one) =>
      otherHashes(method).map((other) => ({
        key: one,
        message: usual,
        method: other,
        also: `with ${'hash' in other ? other.hash : ''} in place of ${'hash' in method ? method.hash : ''}`,
      })),
    ),
    ...keys.flatMap((one) => messages.map((message) => ({ key: one, message, method, also: null }))),
  ];
  for (const { also, ...attempt } of attempts) {
    const found = await hits(attempt, also);
    if (found !== null) return [found];
  }
  return [];
}

/** A signature in the encoding it should have, and in the other. */
function readingsOf(text: string, encoding: Encoding): { bytes: Uint8Array; but: string | null }[] {
  const readings: { bytes: Uint8Array; but: string | null }[] = [];
  for (const one of ['hex', 'base64'] as const) {
    const bytes = decoded(text, one);
    const but = one === encoding ? null : `with the signature in ${one === 'hex' ? 'hexadecimal' : one}`;
    if (bytes && encoding !== 'text') readings.push({ bytes, but });
  }
  const bare = text.replace(/^(?:sha\d+|v\d)=/, '');
  if (bare !== text) {
    const bytes = decoded(bare, encoding);
    if (bytes) readings.push({ bytes, but: 'without what stands before the signature' });
  }
  return readings;
}

function otherHashes(method: Method): Method[] {
  if (method.kind !== 'hmac') return [];
  const hashes: Hash[] = ['SHA-1', 'SHA-256', 'SHA-512'];
  return hashes.filter((hash) => hash !== method.hash).map((hash) => ({ kind: 'hmac', hash }));
}

const encodingWords: Record<Encoding, string> = { hex: 'hexadecimal', base64: 'base64', text: 'text' };

function unableWords(error: unknown): string {
  return error instanceof Unable ? error.message : 'The signature could not be computed here.';
}
