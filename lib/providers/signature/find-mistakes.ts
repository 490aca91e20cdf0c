import { fromBytes } from '#lib/http/byte-string.ts';
import { fits } from './compute.ts';
import { decoded } from './encoding.ts';
import { printerOf } from './json-forms.ts';
import { mistakenKeys } from './mistaken-keys.ts';
import { mistakenMessages, printedMessages } from './mistaken-messages.ts';
import { otherCredential } from './other-credentials.ts';
import { bytesOf } from './pieces.ts';
import type { Claim, Encoding, Hash, Method, Piece, Scheme, Signed } from './scheme.ts';
import { keyOf } from './signing-key.ts';
import { type Verdict, verify } from './verify.ts';

/** Verifies a signature and, when it is not valid, searches for one or two common mistakes that explain it. Never throws. */
export async function verifyAndFindMistakes(
  scheme: Scheme,
  claim: Claim,
  secret: string,
  request: Signed,
): Promise<Verdict> {
  const verdict = await verify(scheme, claim, secret);
  if (verdict.state === 'valid') return verdict;
  try {
    const found = await mistakesIn(scheme, claim, secret, request);
    if (verdict.state === 'unable') {
      if (found.length > 0) return { state: 'invalid', expected: null, findings: found };
      const credential = credentialHint(scheme, secret);
      return credential === null ? verdict : { ...verdict, why: `${verdict.why} ${credential}` };
    }
    const credential = found.length > 0 ? null : credentialHint(scheme, secret);
    const findings = [...verdict.findings, ...found, ...(credential === null ? [] : [credential])];
    const hints = findings.length > 0 ? [] : hintsOn(claim, request);
    return { ...verdict, findings, hints };
  } catch {
    return verdict;
  }
}

/** What to look at where no mistake explains the signature. */
function hintsOn(claim: Claim, { body }: Signed): string[] {
  const isBodySigned = claim.messages[0]?.some(({ from }) => from === 'body') ?? false;
  const printer =
    isBodySigned && body.length <= mostPrinted ? printerOf(new TextDecoder().decode(body)) : null;
  return printer === null ? [] : [printedHint(printer)];
}

/** Longer bodies are not compared with what JSON printers print, bytes. */
const mostPrinted = 64 * 1024;

function printedHint(printer: string): string {
  return `The body is exactly as printed by ${printer}. If a proxy or middleware parsed it and printed it again on its way here, the signature no longer matches. Look for a JSON body parser, an API gateway that maps bodies, or a function that forwards the request, and pass the bytes on unchanged.`;
}

function credentialHint({ secret: wanted }: Scheme, secret: string): string | null {
  const credential = otherCredential(secret);
  return credential && `This looks like ${credential}. Enter the ${lowerFirst(wanted)} instead.`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

async function mistakesIn(scheme: Scheme, claim: Claim, secret: string, request: Signed): Promise<string[]> {
  const right = keyOf(secret, scheme.key);
  const method = claim.method ?? scheme.method;
  const signatures = claim.signatures.flatMap((text) => readingsOf(text, scheme.encoding));
  const keys = mistakenKeys(secret, scheme);
  const messages = mistakenMessages(claim, request);
  const printed = printedMessages(claim, request);
  const usual = { pieces: claim.messages[0] ?? [], but: null };
  const key = typeof right === 'string' ? [] : [{ bytes: right, but: null }];
  const content = bytesOf(usual.pieces);
  /** The bytes of the usual message, and of the one before: several keys are tried with each, and all at once could take too much memory. */
  let before: { pieces: readonly Piece[]; bytes: Uint8Array } | null = null;
  function contentOf(pieces: readonly Piece[]): Uint8Array {
    if (pieces === usual.pieces) return content;
    if (before?.pieces !== pieces) before = { pieces, bytes: bytesOf(pieces) };
    return before.bytes;
  }
  const hits = async (
    tried: {
      key: { bytes: Uint8Array; but: string | null };
      message: { pieces: readonly Piece[]; but: string | null };
      method: Method;
    },
    also: string | null,
  ): Promise<string | null> => {
    const message = contentOf(tried.message.pieces);
    for (const { bytes, but } of signatures) {
      if (!(await fits(tried.method, tried.key.bytes, message, bytes).catch(() => false))) continue;
      const mistakes = [tried.key.but, tried.message.but, but, also].filter((mistake) => mistake !== null);
      return mistakes.length === 0 ? null : `The signature matches ${mistakes.join(', and ')}.`;
    }
    return null;
  };
  const attempts = [
    ...key.map((one) => ({ key: one, message: usual, method, also: null as string | null })),
    ...keys.map((one) => ({ key: one, message: usual, method, also: null })),
    ...key.flatMap((one) => messages.map((message) => ({ key: one, message, method, also: null }))),
    ...key.flatMap((one) => printed.map((message) => ({ key: one, message, method, also: null }))),
    ...key.flatMap((one) =>
      otherHashes(method).map((other) => ({
        key: one,
        message: usual,
        method: other,
        also: `with ${'hash' in other ? other.hash : ''} instead of ${'hash' in method ? method.hash : ''}`,
      })),
    ),
    ...otherUses(method).flatMap(({ method: other, isSwapped, also }) =>
      key.map(({ bytes }) => {
        const pieces = isSwapped ? [{ from: null, bytes }] : usual.pieces;
        return {
          key: { bytes: isSwapped ? content : bytes, but: null },
          message: { pieces, but: null },
          method: other,
          also,
        };
      }),
    ),
    ...messages.flatMap((message) => keys.map((one) => ({ key: one, message, method, also: null }))),
  ];
  for (const { also, ...attempt } of attempts) {
    const found = await hits(attempt, also);
    if (found !== null) return [found];
  }
  return [];
}

/** A signature decoded with the expected encoding, and with the other one. */
function readingsOf(text: string, encoding: Encoding): { bytes: Uint8Array; but: string | null }[] {
  const readings: { bytes: Uint8Array; but: string | null }[] = [];
  for (const one of ['hex', 'base64'] as const) {
    const bytes = decoded(text, one);
    const but = one === encoding ? null : `when it is decoded from ${one === 'hex' ? 'hexadecimal' : one}`;
    if (bytes && encoding !== 'text') readings.push({ bytes, but });
  }
  // The hexadecimal digits of the digest, encoded as base64.
  const digits = decoded(text, 'base64');
  const twice = digits === null ? null : decoded(fromBytes(digits), 'hex');
  if (twice)
    readings.push({
      bytes: twice,
      but: 'when the base64 is decoded to hexadecimal digits (it was encoded twice)',
    });
  const bare = text.replace(/^(?:sha\d+|v\d)=/, '');
  if (bare !== text) {
    const bytes = decoded(bare, encoding);
    if (bytes) readings.push({ bytes, but: 'without the prefix before it' });
  }
  return readings;
}

/** Other uses of a hash and a secret than HMAC as it is meant. */
function otherUses(method: Method): { method: Method; isSwapped: boolean; also: string }[] {
  if (method.kind !== 'hmac') return [];
  const { hash } = method;
  return [
    {
      method,
      isSwapped: true,
      also: 'with secret and signed content exchanged (the sender passes them to HMAC in the wrong order)',
    },
    {
      method: { kind: 'digest', hash },
      isSwapped: false,
      also: `as ${hash} of the secret followed by the signed content (the sender does not use HMAC)`,
    },
    {
      method: { kind: 'digest', hash },
      isSwapped: true,
      also: `as ${hash} of the signed content followed by the secret (the sender does not use HMAC)`,
    },
  ];
}

function otherHashes(method: Method): Method[] {
  if (method.kind !== 'hmac') return [];
  const hashes: Hash[] = ['SHA-1', 'SHA-256', 'SHA-512'];
  return hashes.filter((hash) => hash !== method.hash).map((hash) => ({ kind: 'hmac', hash }));
}
