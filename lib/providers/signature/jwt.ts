import { utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/headers.ts';
import { at, parsed } from '../reading.ts';
import { decoded } from './encoding.ts';
import { textPiece } from './pieces.ts';
import type { Hash, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';

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
      const [said, claims] = [head, payload].map((part) => {
        const bytes = decoded(part, 'base64');
        return bytes && parsed(utf8OrNull(bytes) ?? '');
      });
      const algorithm = at(said, ['alg']);
      const text = at(claims, [digestClaim]);
      if (typeof text !== 'string') return `${header} is no JWT with ${digestClaim} in it.`;
      const hash = typeof algorithm === 'string' ? hashes.get(algorithm) : undefined;
      if (hash === undefined)
        return `${header} is signed with ${String(algorithm)}; only shared secrets (HS256, HS384, HS512) can be checked here.`;
      return claim(header, value, {
        parts: [
          ['alg', String(algorithm)],
          [digestClaim, text],
        ],
        signatures: [signature],
        messages: [[textPiece(`${head}.${payload}`, 'head and claims')]],
        method: { kind: 'hmac', hash },
        bodyDigest: { hash: 'SHA-256', encoding: 'base64', text, body: request.body },
      });
    },
  };
}
