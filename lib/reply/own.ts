import { first } from '../http/headers.ts';
import type { ChosenBy, Received } from '../model/capture.ts';
import type { Reply } from './reply.ts';

/** Any page may send to a bin: that is what bins are for, and no authority is attached to it. */
export const anyOrigin = ['Access-Control-Allow-Origin', '*'] as const;

/** A reply that nobody set: to what is not HTTP, and to a browser's preflight where CORS is on. */
export type OwnReply = { readonly chosenBy: ChosenBy; readonly reply: Reply };

/**
 * Wirebin's own reply to a request; null when the bin's settings say what is answered. A preflight (Fetch §4.8) is granted
 * whatever it asks, so that pages can post to a bin.
 */
export function ownReply(
  received: Pick<Received, 'method' | 'headers' | 'malformed'>,
  cors: boolean,
): OwnReply | null {
  if (received.malformed !== null) return { chosenBy: malformed, reply: badRequest(received.malformed) };
  if (!cors || received.method !== 'OPTIONS') return null;
  const asked = first(received.headers, 'access-control-request-method');
  if (asked === null) return null;
  return {
    chosenBy: preflight,
    reply: { status: 204, headers: granted(received, asked), body: new Uint8Array() },
  };
}

const malformed: ChosenBy = { by: 'malformed' };
const preflight: ChosenBy = { by: 'preflight' };

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

function granted({ headers }: Pick<Received, 'headers'>, method: string): Reply['headers'] {
  const wanted = first(headers, 'access-control-request-headers');
  return [
    anyOrigin,
    ['Access-Control-Allow-Methods', method],
    ...(wanted === null ? [] : [['Access-Control-Allow-Headers', wanted] as const]),
    ['Access-Control-Max-Age', '600'],
  ];
}
