import { first } from '#lib/http/headers.ts';
import { bodyOf, textPiece, valuePiece } from './pieces.ts';
import type { Claim, Encoding, Hash, KeyForm, Method, Piece, Scheme, Signed } from './scheme.ts';

/** The shapes most providers share. `hash` and `encoding` are SHA-256 and hexadecimal where nothing is said. */

type Common = {
  readonly secret: string;
  readonly hash?: Hash;
  readonly encoding?: Encoding;
  readonly key?: KeyForm;
  readonly tolerance?: number;
};

/** The body alone: `X-Hub-Signature-256: sha256=…`. */
export function ofBody(
  header: string,
  {
    prefix = '',
    signedAt,
    ...common
  }: Common & { prefix?: string; signedAt?: (request: Signed) => number | null },
): Scheme {
  return {
    ...ground(common),
    words: wordsOf('the body', common),
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const trimmed = value.trim();
      if (!trimmed.startsWith(prefix))
        return `${header} does not begin with ${prefix}, as this provider’s does.`;
      return claim(header, value, {
        parts: [['signature', trimmed.slice(prefix.length)]],
        signatures: [trimmed.slice(prefix.length)],
        messages: [[bodyOf(request)]],
        signedAt: signedAt?.(request) ?? null,
      });
    },
  };
}

/**
 * A time or an id from other headers, and the body: `v0:{X-Slack-Request-Timestamp}:{body}`. `message` has a header’s name,
 * `body`, or in quotes the text between.
 */
export function ofHeaders(
  header: string,
  {
    prefix = '',
    message,
    time,
    ...common
  }: Common & { prefix?: string; message: readonly string[]; time: string | null },
): Scheme {
  const named = message.filter((part) => part !== 'body' && !part.startsWith('"'));
  return {
    ...ground(common),
    words: wordsOf(message.map((part) => part.replaceAll('"', '')).join(' '), common),
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const lost = named.find((name) => first(request.headers, name) === null);
      if (lost !== undefined) return `${lost} is missing, which is signed together with the body.`;
      const signature = value.trim().startsWith(prefix) ? value.trim().slice(prefix.length) : value.trim();
      return claim(header, value, {
        parts: [
          ...named.map((name) => [name, first(request.headers, name)!] as const),
          ['signature', signature],
        ],
        signatures: [signature],
        messages: [message.map((part) => pieceOf(part, request))],
        signedAt: time === null ? null : millisecondsOf(first(request.headers, time)),
      });
    },
  };
}

function pieceOf(part: string, request: Signed): Piece {
  if (part === 'body') return bodyOf(request);
  if (part.startsWith('"')) return textPiece(part.slice(1, -1));
  return valuePiece(part, first(request.headers, part)!);
}

/** `t=1492774577,v1=5257a8…`: Stripe’s shape. Every `signature` counts; without a `time` the body alone is signed. */
export function ofFields(
  header: string,
  {
    separator,
    time,
    signature,
    between = '',
    ...common
  }: Common & { separator: string; time?: string; signature: string; between?: string },
): Scheme {
  return {
    ...ground(common),
    words: wordsOf(time === undefined ? 'the body' : `${time} ${between} body`, common),
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const parts = value.split(separator).map((part): readonly [string, string] => {
        const equals = part.indexOf('=');
        return equals < 0 ? [part.trim(), ''] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
      });
      const signedAt = parts.find(([name]) => name === time)?.[1];
      const signatures = parts.filter(([name]) => name === signature).map(([, text]) => text);
      if (time !== undefined && signedAt === undefined)
        return `${header} has no ${time}=, the time that is signed.`;
      if (signatures.length === 0) return `${header} has no ${signature}=, the signature.`;
      return claim(header, value, {
        parts,
        signatures,
        messages: [
          signedAt === undefined
            ? [bodyOf(request)]
            : [valuePiece('timestamp', signedAt), textPiece(between), bodyOf(request)],
        ],
        signedAt: millisecondsOf(signedAt),
      });
    },
  };
}

/** A secret that is sent as it is. */
export function token(header: string, secret: string): Scheme {
  return {
    words: 'the secret itself',
    method: { kind: 'token' },
    encoding: 'text',
    key: 'text',
    secret,
    read(request) {
      const value = first(request.headers, header);
      return value === null ? null : claim(header, value, { parts: [], signatures: [value], messages: [[]] });
    },
  };
}

/** A claim; what is not said is not claimed. */
export function claim(
  header: string,
  value: string,
  said: Partial<Claim> & Pick<Claim, 'signatures' | 'messages'>,
): Claim {
  return { header, value, parts: [], signedAt: null, ...said };
}

/** Seconds or milliseconds since the epoch, or a date (ISO 8601), as milliseconds; null when it is none. */
export function millisecondsOf(text: string | null | undefined): number | null {
  if (text == null) return null;
  const trimmed = text.trim();
  // The year 5138 in seconds, and 1973 in milliseconds.
  if (/^\d{1,11}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^\d{12,14}$/.test(trimmed)) return Number(trimmed);
  const date = Date.parse(trimmed);
  return Number.isNaN(date) ? null : date;
}

function ground({ secret, hash = 'SHA-256', encoding = 'hex', key = 'text', tolerance }: Common) {
  const method: Method = { kind: 'hmac', hash };
  return { method, encoding, key, secret, ...(tolerance !== undefined && { tolerance }) };
}

function wordsOf(what: string, { hash = 'SHA-256', encoding = 'hex' }: Common): string {
  return `HMAC-${hash.replace('-', '')} of ${what}, in ${encoding === 'hex' ? 'hexadecimal' : 'base64'}`;
}
