import { first } from '#lib/http/header-lookup.ts';
import { jsonSourceAt, withJsonAt } from '../recognise/edit-body.ts';
import { at, parsed } from '../recognise/reading.ts';
import { bodyOf, textPiece, valuePiece } from './pieces.ts';
import type { Claim, Encoding, Hash, KeyForm, Method, Piece, Scheme, Signed } from './scheme.ts';
import { millisecondsOf, type TimeForm, timestampOf } from './timestamp.ts';
import { withHeader } from './with-header.ts';

/** The schemes that most providers use. `hash` and `encoding` default to SHA-256 and hexadecimal. */

type Common = {
  readonly secret: string;
  readonly secretPrefix?: string;
  readonly hash?: Hash;
  readonly encoding?: Encoding;
  readonly key?: KeyForm;
  readonly tolerance?: number;
};

/** Where a signed body has the time: a member of its JSON, in milliseconds. A header repeats it, and is not signed. */
type TimeInBody = { readonly member: string; readonly header: string };

/** The body alone: `X-Hub-Signature-256: sha256=…`. */
export function ofBody(
  header: string,
  { prefix = '', time, ...common }: Common & { prefix?: string; time?: TimeInBody },
): Scheme {
  return {
    ...ground(common),
    words: wordsOf('the body', common),
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const trimmed = value.trim();
      if (!trimmed.startsWith(prefix))
        return `${header} does not begin with ${prefix}, as it should for this provider.`;
      return claim(header, value, {
        parts: [['signature', trimmed.slice(prefix.length)]],
        signatures: [trimmed.slice(prefix.length)],
        messages: [[bodyOf(request)]],
        signedAt: time === undefined ? null : timeIn(request.body, time.member),
      });
    },
    write(request, { signature, now }) {
      const timed = time === undefined ? request : withTimeInBody(request, time, now);
      return withHeader(timed, header, prefix + signature);
    },
  };
}

/** The request with this time where it has one already. */
function withTimeInBody(request: Signed, { member, header }: TimeInBody, now: number): Signed {
  const text = timestampOf(now, 'milliseconds');
  const hasMember = jsonSourceAt(request.body, [member]) !== null;
  const body = hasMember ? withJsonAt(request.body, [member], text) : null;
  const timed = { ...request, body: body ?? request.body };
  return first(request.headers, header) === null ? timed : withHeader(timed, header, text);
}

function timeIn(body: Uint8Array, member: string): number | null {
  const time = at(parsed(new TextDecoder().decode(body)), [member]);
  return typeof time === 'number' ? time : null;
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
    timeForm,
    ...common
  }: Common & { prefix?: string; message: readonly string[]; time: string; timeForm?: TimeForm },
): Scheme {
  const named = message.filter((part) => part !== 'body' && !part.startsWith('"'));
  return {
    ...ground(common),
    words: wordsOf(message.map((part) => part.replaceAll('"', '')).join(' '), common),
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const missing = named.find((name) => first(request.headers, name) === null);
      if (missing !== undefined) return `${missing} is missing. It is signed together with the body.`;
      const signature = value.trim().startsWith(prefix) ? value.trim().slice(prefix.length) : value.trim();
      return claim(header, value, {
        parts: [
          ...named.map((name) => [name, first(request.headers, name)!] as const),
          ['signature', signature],
        ],
        signatures: [signature],
        messages: [message.map((part) => pieceOf(part, request))],
        signedAt: millisecondsOf(first(request.headers, time)),
      });
    },
    write(request, { signature, now, id }) {
      const withTime = withHeader(request, time, timestampOf(now, timeForm));
      const complete = named
        .filter((name) => first(withTime.headers, name) === null)
        .reduce((one, name) => withHeader(one, name, id), withTime);
      return withHeader(complete, header, prefix + signature);
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
        return `${header} has no ${time}=, which is the signed timestamp.`;
      if (signatures.length === 0) return `${header} has no ${signature}=, which is the signature.`;
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
    write(request, fields) {
      const signed = `${signature}=${fields.signature}`;
      const timed = time === undefined ? [] : [`${time}=${timestampOf(fields.now)}`];
      return withHeader(request, header, [...timed, signed].join(separator));
    },
  };
}

/** A secret sent as plain text. */
export function token(header: string, secret: string): Scheme {
  return {
    words: 'the secret itself, in plain text',
    method: { kind: 'token' },
    encoding: 'text',
    key: 'text',
    secret,
    read(request) {
      const value = first(request.headers, header);
      return value === null ? null : claim(header, value, { parts: [], signatures: [value], messages: [[]] });
    },
    write: (request, { signature }) => withHeader(request, header, signature),
  };
}

/** A claim with defaults for its optional members. */
export function claim(
  header: string,
  value: string,
  members: Partial<Claim> & Pick<Claim, 'signatures' | 'messages'>,
): Claim {
  return { header, value, parts: [], signedAt: null, ...members };
}

function ground({
  secret,
  secretPrefix,
  hash = 'SHA-256',
  encoding = 'hex',
  key = 'text',
  tolerance,
}: Common) {
  const method: Method = { kind: 'hmac', hash };
  return {
    method,
    encoding,
    key,
    secret,
    ...(secretPrefix !== undefined && { secretPrefix }),
    ...(tolerance !== undefined && { tolerance }),
  };
}

function wordsOf(what: string, { hash = 'SHA-256', encoding = 'hex' }: Common): string {
  return `HMAC-${hash.replace('-', '')} of ${what}, in ${encoding === 'hex' ? 'hexadecimal' : 'base64'}`;
}
