import { first } from '#lib/http/headers.ts';
import { bodyOf } from './pieces.ts';
import type { Hash, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';

const hashes = new Map<string, Hash>([
  ['sha1', 'SHA-1'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
]);

/** `X-Hub-Signature: method=signature` (WebSub §8), the hub choosing the method; Bitbucket and Jira write it so too. */
export const hubSignature = (secret: string): Scheme => ({
  words: 'HMAC of the body by the hash that the header names, in hexadecimal',
  method: { kind: 'hmac', hash: 'SHA-256' },
  encoding: 'hex',
  key: 'text',
  secret,
  read(request) {
    const value = first(request.headers, 'X-Hub-Signature');
    if (value === null) return null;
    const [, name = '', signature = ''] = /^\s*([^=]*)=(.*?)\s*$/.exec(value) ?? [];
    const hash = hashes.get(name.toLowerCase());
    if (hash === undefined) return 'X-Hub-Signature does not begin with the name of a hash and =.';
    return claim('X-Hub-Signature', value, {
      parts: [
        ['hash', name],
        ['signature', signature],
      ],
      signatures: [signature],
      messages: [[bodyOf(request)]],
      method: { kind: 'hmac', hash },
    });
  },
});
