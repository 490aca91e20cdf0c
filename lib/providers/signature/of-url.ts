import { fromBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/headers.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import { bodyOf, textPiece } from './pieces.ts';
import type { Hash, Piece, Scheme, Signed } from './scheme.ts';
import { claim } from './schemes.ts';

/** Schemes that sign the address as the provider was given it, and the body or the fields of the form in it. */

const urlPiece = ({ url }: Signed): Piece => textPiece(url, 'url');

/** The address and the body, in this order: Square, Trello. */
export function ofUrlAndBody(
  header: string,
  { secret, hash, order }: { secret: string; hash: Hash; order: 'url body' | 'body url' },
): Scheme {
  return {
    words: `HMAC-${hash.replace('-', '')} of the ${order.replace(' ', ' and the ')}, in base64`,
    method: { kind: 'hmac', hash },
    encoding: 'base64',
    key: 'text',
    secret,
    signsUrl: true,
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const pieces = [urlPiece(request), bodyOf(request)];
      return claim(header, value, {
        signatures: [value.trim()],
        messages: [order === 'url body' ? pieces : pieces.toReversed()],
      });
    },
  };
}

/**
 * The address, then name and value of each field of the form, in the order of their names: Twilio, Mandrill. Of fields of
 * one name Twilio takes each value once, in order.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-signatures-from-twilio
 */
export function ofUrlAndFields(header: string, secret: string): Scheme {
  return {
    words: 'HMAC-SHA1 of the address and the sorted fields, in base64',
    method: { kind: 'hmac', hash: 'SHA-1' },
    encoding: 'base64',
    key: 'text',
    secret,
    signsUrl: true,
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const sha256 = queryFields(queryOf(request.url) ?? '').find(({ name }) => name === 'bodySHA256')?.value;
      const fields = sha256 == null && isForm(request) ? fieldPieces(request.body) : [];
      return claim(header, value, {
        parts: sha256 == null ? [] : [['bodySHA256', sha256]],
        signatures: [value.trim()],
        messages: portsOf(request.url).map((url) => [textPiece(url, 'url'), ...fields]),
        // A body that is no form is not signed itself: its digest stands in the address.
        ...(sha256 != null && {
          bodyDigest: { hash: 'SHA-256', encoding: 'hex', text: sha256, body: request.body },
        }),
      });
    },
  };
}

function isForm({ headers }: Signed): boolean {
  return /^\s*application\/x-www-form-urlencoded/i.test(first(headers, 'content-type') ?? '');
}

function fieldPieces(body: Uint8Array): Piece[] {
  const values = new Map<string, Set<string>>();
  for (const { name, value } of queryFields(fromBytes(body))) {
    values.set(name, (values.get(name) ?? new Set()).add(value ?? ''));
  }
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, some]) =>
      [...some].sort().flatMap((value) => [textPiece(name, 'field name'), textPiece(value, name)]),
    );
}

/** The address as it is, and with and without the port that goes without saying: Twilio signs either. */
function portsOf(url: string): string[] {
  const [, scheme, host, port, rest] = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return [url];
  const usual = scheme === 'https' ? ':443' : ':80';
  return [...new Set([url, `${scheme}://${host}${port ?? usual}${rest}`, `${scheme}://${host}${rest}`])];
}
