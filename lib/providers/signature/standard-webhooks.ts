import { first } from '#lib/http/header-lookup.ts';
import { bodyOf, textPiece, valuePiece } from './pieces.ts';
import type { Scheme } from './scheme.ts';
import { claim } from './schemes.ts';
import { millisecondsOf, timestampOf } from './timestamp.ts';
import { withHeader } from './with-header.ts';

/**
 * Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md), and Svix,
 * who wrote them, under its own names. `webhook` or `svix` is what the headers begin with.
 *
 * `isShared` tells shared secrets from others that the provider uses.
 *
 * `v1` is an HMAC and `v1a` an Ed25519 signature; a header may carry several of both, and the secret says which counts.
 */
export function standardWebhooks(
  prefix: 'webhook' | 'svix',
  isShared: (secret: string) => boolean = () => true,
): readonly Scheme[] {
  const read =
    (version: string): Scheme['read'] =>
    (request) => {
      const [id, time, value] = ['id', 'timestamp', 'signature'].map((name) =>
        first(request.headers, `${prefix}-${name}`),
      );
      if (value == null) return null;
      if (id == null || time == null)
        return `${prefix}-${id == null ? 'id' : 'timestamp'} is missing. It is signed together with the body.`;
      const all = value.split(' ').map((one) => one.split(/,(.*)/s) as [string, string?]);
      const signatures = all.flatMap(([name, text]) => (name === version && text ? [text] : []));
      if (signatures.length === 0)
        return version === 'v1a'
          ? null
          : `${prefix}-signature has no signature that begins with “${version},”.`;
      return claim(`${prefix}-signature`, value, {
        parts: [['id', id], ['timestamp', time], ...all.map(([name, text]) => [name, text ?? ''] as const)],
        signatures,
        messages: [
          [
            valuePiece('id', id),
            textPiece('.'),
            valuePiece('timestamp', time),
            textPiece('.'),
            bodyOf(request),
          ],
        ],
        signedAt: millisecondsOf(time),
      });
    };
  const write =
    (version: string): Scheme['write'] =>
    (request, { signature, now, id }) => {
      const [idHeader, timeHeader, header] = ['id', 'timestamp', 'signature'].map(
        (name) => `${prefix}-${name}`,
      );
      const named = withHeader(request, idHeader!, first(request.headers, idHeader!) ?? id);
      return withHeader(withHeader(named, timeHeader!, timestampOf(now)), header!, `${version},${signature}`);
    };
  const isOfPair = (secret: string) => /^\s*wh[ps]k_/.test(secret);
  const common = {
    encoding: 'base64',
    key: 'whsec',
    secret: 'Signing secret (whsec_…)',
    tolerance: 300,
  } as const;
  return [
    {
      ...common,
      words: 'HMAC-SHA256 of id.timestamp.body, in base64',
      method: { kind: 'hmac', hash: 'SHA-256' },
      accepts: (secret) => !isOfPair(secret) && isShared(secret),
      read: read('v1'),
      write: write('v1'),
    },
    {
      ...common,
      words: 'Ed25519 of id.timestamp.body, in base64',
      method: { kind: 'ed25519' },
      accepts: isOfPair,
      read: read('v1a'),
      write: write('v1a'),
    },
  ];
}
