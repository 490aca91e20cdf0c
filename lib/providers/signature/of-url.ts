import { fromBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import { bodyOf, textPiece } from './pieces.ts';
import type { Hash, Piece, Scheme, Signed } from './scheme.ts';
import { claim } from './schemes.ts';
import { withHeader } from './with-header.ts';

/** Schemes that sign the webhook URL as configured at the provider, and the body or its form fields. */

const urlPiece = ({ url }: Signed): Piece => textPiece(url, 'url');

/** The URL and the body, in either order: Square, Trello. */
export function ofUrlAndBody(
  header: string,
  { secret, hash, order }: { secret: string; hash: Hash; order: 'url body' | 'body url' },
): Scheme {
  return {
    words: `HMAC-${hash.replace('-', '')} of the ${order.replace(' ', ' and the ').replace('url', 'URL')}, in base64`,
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
    write: (request, { signature }) => withHeader(request, header, signature),
  };
}

/**
 * The URL, then name and value of each form field, sorted by name: Twilio, Mandrill. Twilio uses each value of a repeated
 * field once, in order.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-signatures-from-twilio
 */
export function ofUrlAndFields(header: string, secret: string): Scheme {
  return {
    words: 'HMAC-SHA1 of the URL and the sorted fields, in base64',
    method: { kind: 'hmac', hash: 'SHA-1' },
    encoding: 'base64',
    key: 'text',
    secret,
    signsUrl: true,
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const sha256 = digestIn(request.url);
      const fields = sha256 == null && isForm(request) ? fieldPieces(request.body) : [];
      return claim(header, value, {
        parts: sha256 == null ? [] : [['bodySHA256', sha256]],
        signatures: [value.trim()],
        messages: portsOf(request.url).map((url) => [textPiece(url, 'url'), ...fields]),
        // A body that is not a form is not signed itself: its digest is in the URL.
        ...(sha256 != null && {
          bodyDigest: { hash: 'SHA-256', encoding: 'hex', text: sha256, body: request.body },
        }),
      });
    },
    write(request, { signature, bodyDigest }) {
      const needsDigest = digestIn(request.url) != null || (request.body.length > 0 && !isForm(request));
      const url = needsDigest ? withDigest(request.url, bodyDigest) : request.url;
      return withHeader({ ...request, url }, header, signature);
    },
  };
}

function digestIn(url: string): string | null | undefined {
  return queryFields(queryOf(url) ?? '').find(({ name }) => name === 'bodySHA256')?.value;
}

/** The URL with this digest in its query, in place of another one. */
function withDigest(url: string, digest: string): string {
  const field = `bodySHA256=${digest}`;
  if (digestIn(url) != null) return url.replace(/(?<=[?&])bodySHA256=[^&#]*/, field);
  return `${url}${queryOf(url) === null ? '?' : '&'}${field}`;
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

/** The URL as it is, and with and without the default port: Twilio signs either. */
function portsOf(url: string): string[] {
  const [, scheme, host, port, rest] = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return [url];
  const usual = scheme === 'https' ? ':443' : ':80';
  return [...new Set([url, `${scheme}://${host}${port ?? usual}${rest}`, `${scheme}://${host}${rest}`])];
}
