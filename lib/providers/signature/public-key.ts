import { first } from '#lib/http/header-lookup.ts';
import { bodyOf, valuePiece } from './pieces.ts';
import type { Encoding, KeyForm, Method, Scheme } from './scheme.ts';
import { claim } from './schemes.ts';
import { millisecondsOf, timestampOf } from './timestamp.ts';
import { withHeader } from './with-header.ts';

/** A timestamp and the body, signed with a private key and verified with the public key: Discord, SendGrid. */
export function ofTimeAndBody(
  header: string,
  timeHeader: string,
  how: { words: string; method: Method; encoding: Encoding; key: KeyForm; secret: string },
): Scheme {
  return {
    ...how,
    read(request) {
      const value = first(request.headers, header);
      const time = first(request.headers, timeHeader);
      if (value === null) return null;
      if (time === null) return `${timeHeader} is missing. It is signed together with the body.`;
      return claim(header, value, {
        parts: [
          ['timestamp', time],
          ['signature', value],
        ],
        signatures: [value.trim()],
        messages: [[valuePiece('timestamp', time), bodyOf(request)]],
        signedAt: millisecondsOf(time),
      });
    },
    write: (request, { signature, now }) =>
      withHeader(withHeader(request, timeHeader, timestampOf(now)), header, signature),
  };
}
