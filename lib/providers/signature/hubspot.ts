import { first } from '#lib/http/header-lookup.ts';
import { bodyOf, textPiece, valuePiece } from './pieces.ts';
import type { Piece, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';
import { millisecondsOf, timestampOf } from './timestamp.ts';
import { withHeader } from './with-header.ts';

/** The three versions: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests */
const secret = 'Client secret';

const v3: Scheme = {
  words: 'v3: HMAC-SHA256 of method, URL, body and timestamp, in base64',
  method: { kind: 'hmac', hash: 'SHA-256' },
  encoding: 'base64',
  key: 'text',
  secret,
  signsUrl: true,
  tolerance: 300,
  read(request) {
    const value = first(request.headers, 'X-HubSpot-Signature-v3');
    const time = first(request.headers, 'X-HubSpot-Request-Timestamp');
    if (value === null) return null;
    if (time === null) return 'X-HubSpot-Request-Timestamp is missing. It is signed together with the body.';
    const of = (url: string): Piece[] => [
      textPiece(request.method, 'method'),
      textPiece(url, 'url'),
      bodyOf(request),
      valuePiece('timestamp', time),
    ];
    return claim('X-HubSpot-Signature-v3', value, {
      parts: [['timestamp', time]],
      signatures: [value.trim()],
      messages: [...new Set([unescaped(request.url), request.url])].map(of),
      signedAt: millisecondsOf(time),
    });
  },
  write(request, { signature, now }) {
    const timed = withHeader(request, 'X-HubSpot-Request-Timestamp', timestampOf(now, 'milliseconds'));
    return withHeader(timed, 'X-HubSpot-Signature-v3', signature);
  },
};

const older: Scheme = {
  words: 'v1 and v2: SHA-256 of secret and request, in hexadecimal',
  method: { kind: 'digest', hash: 'SHA-256' },
  encoding: 'hex',
  key: 'text',
  secret,
  signsUrl: true,
  read(request) {
    const value = first(request.headers, 'X-HubSpot-Signature');
    if (value === null) return null;
    const version = first(request.headers, 'X-HubSpot-Signature-Version') ?? 'v1';
    const head = [textPiece(request.method, 'method'), textPiece(request.url, 'url')];
    return claim('X-HubSpot-Signature', value, {
      parts: [['version', version]],
      signatures: [value.trim()],
      messages: [[...(version === 'v2' ? head : []), bodyOf(request)]],
    });
  },
  write(request, { signature }) {
    const version = first(request.headers, 'X-HubSpot-Signature-Version') ?? 'v1';
    const versioned = withHeader(request, 'X-HubSpot-Signature-Version', version);
    return withHeader(versioned, 'X-HubSpot-Signature', signature);
  },
};

export const hubspotSchemes: readonly Scheme[] = [v3, older];

/** HubSpot decodes the escapes of these characters in the URL that it signs. */
function unescaped(url: string): string {
  return url.replaceAll(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
}
