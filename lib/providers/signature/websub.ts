import { first } from '#lib/http/header-lookup.ts';
import { bodyOf } from './pieces.ts';
import type { Hash, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';
import { withHeader } from './with-header.ts';

const hashes = new Map<string, Hash>([
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
]);

const header = 'X-Hub-Signature';

/** `X-Hub-Signature: method=signature` (WebSub §8), where the hub chooses the method. Bitbucket and Jira use it too. */
export const hubSignature = (secret: string): Scheme => ({
  words: 'HMAC of the body with the hash named in the header, in hexadecimal',
  method: { kind: 'hmac', hash: 'SHA-256' },
  encoding: 'hex',
  key: 'text',
  secret,
  read(request) {
    const value = first(request.headers, header);
    if (value === null) return null;
    const [, name = '', signature = ''] = /^\s*([^=]*)=(.*?)\s*$/.exec(value) ?? [];
    const hash = hashes.get(name.toLowerCase());
    if (hash === undefined) return 'X-Hub-Signature does not begin with the name of a hash algorithm and =.';
    return claim(header, value, {
      parts: [
        ['hash', name],
        ['signature', signature],
      ],
      signatures: [signature],
      messages: [[bodyOf(request)]],
      method: { kind: 'hmac', hash },
    });
  },
  write(request, { signature }) {
    const [name = ''] = (first(request.headers, header) ?? '').trim().split('=');
    return withHeader(request, header, `${hashes.has(name.toLowerCase()) ? name : 'sha256'}=${signature}`);
  },
});
