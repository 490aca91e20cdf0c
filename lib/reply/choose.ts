import { first } from '../http/headers.ts';
import type { Received } from '../model/capture.ts';
import type { Reply } from './reply.ts';

const ok = new TextEncoder().encode('ok\n');

/** Any page may send to a bin: that is what bins are for, and no authority is attached to it. */
const anyOrigin = ['Access-Control-Allow-Origin', '*'] as const;

/**
 * What a sender is answered.
 *
 * 200 with a short text suits every provider that wants "a 2xx" or "exactly 200". A browser's preflight (Fetch §4.8) is
 * granted whatever it asks, so that pages can post to a bin.
 */
export function chooseReply(received: Pick<Received, 'method' | 'headers' | 'malformed'>): Reply {
  if (received.malformed !== null) return badRequest(received.malformed);
  const asked = first(received.headers, 'access-control-request-method');
  if (received.method === 'OPTIONS' && asked !== null) {
    return { status: 204, headers: preflight(received, asked), body: new Uint8Array() };
  }
  return {
    status: 200,
    headers: [
      anyOrigin,
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body: ok,
  };
}

/** What is not HTTP cannot be answered as the bin says: nobody could tell where the message ends. */
function badRequest(reason: string): Reply {
  return {
    status: 400,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: new TextEncoder().encode(
      `This is not an HTTP/1.1 message (RFC 9112): ${reason}. It was recorded.\n`,
    ),
  };
}

function preflight({ headers }: Pick<Received, 'headers'>, method: string): Reply['headers'] {
  const wanted = first(headers, 'access-control-request-headers');
  return [
    anyOrigin,
    ['Access-Control-Allow-Methods', method],
    ...(wanted === null ? [] : [['Access-Control-Allow-Headers', wanted] as const]),
    ['Access-Control-Max-Age', '600'],
  ];
}
