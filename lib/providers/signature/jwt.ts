import { utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { at, parsed } from '../recognise/reading.ts';
import { decoded, encoded } from './encoding.ts';
import { textPiece } from './pieces.ts';
import type { Hash, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';
import { withHeader } from './with-header.ts';

const hashes = new Map<string, Hash>([
  ['HS256', 'SHA-256'],
  ['HS384', 'SHA-384'],
  ['HS512', 'SHA-512'],
]);

/** A JWT (RFC 7519) signed with a shared secret, with the SHA-256 of the body among its claims: FusionAuth. */
export function jwtWithDigest(header: string, digestClaim: string, secret: string): Scheme {
  return {
    words: `JWT with the SHA-256 of the body as ${digestClaim}`,
    method: { kind: 'hmac', hash: 'SHA-256' },
    encoding: 'base64',
    key: 'text',
    secret,
    read(request) {
      const value = first(request.headers, header);
      if (value === null) return null;
      const [head = '', payload = '', signature = ''] = value.trim().split('.');
      const [joseHeader, claims] = [head, payload].map((part) => {
        const bytes = decoded(part, 'base64');
        return bytes && parsed(utf8OrNull(bytes) ?? '');
      });
      const algorithm = at(joseHeader, ['alg']);
      const text = at(claims, [digestClaim]);
      if (typeof text !== 'string') return `${header} is not a JWT with the claim ${digestClaim}.`;
      const hash = typeof algorithm === 'string' ? hashes.get(algorithm) : undefined;
      if (hash === undefined)
        return `${header} is signed with ${String(algorithm)}; only shared secrets (HS256, HS384, HS512) can be verified here.`;
      return claim(header, value, {
        parts: [
          ['alg', String(algorithm)],
          [digestClaim, text],
        ],
        signatures: [signature],
        messages: [[textPiece(`${head}.${payload}`, 'header and claims')]],
        method: { kind: 'hmac', hash },
        bodyDigest: { hash: 'SHA-256', encoding: 'base64', text, body: request.body },
      });
    },
    write(request, { signature, bodyDigest }) {
      const sent = (first(request.headers, header) ?? '').trim().split('.')[0] ?? '';
      const bytes = decoded(sent, 'base64');
      const alg = at(bytes && parsed(utf8OrNull(bytes) ?? ''), ['alg']);
      const parts = [
        { alg: typeof alg === 'string' && hashes.has(alg) ? alg : 'HS256', typ: 'JWT' },
        { [digestClaim]: bodyDigest },
      ].map((part) => encoded(new TextEncoder().encode(JSON.stringify(part)), 'base64'));
      return withHeader(request, header, [...parts, signature].map(base64Url).join('.'));
    },
  };
}

/** Base64 in the alphabet for URLs, without padding (RFC 7515 §2). */
function base64Url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
