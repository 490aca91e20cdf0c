import { first } from '#lib/http/header-lookup.ts';
import type { ChosenBy, Received } from '#lib/model/capture.ts';
import type { BinResponse } from './response.ts';

/** Allows any origin to read a response. A bin has no cookies or credentials that this could expose. */
export const anyOrigin = ['Access-Control-Allow-Origin', '*'] as const;

/** A response that does not come from settings: to malformed HTTP, and to a CORS preflight where CORS is on. */
export type BuiltInResponse = { readonly chosenBy: ChosenBy; readonly response: BinResponse };

/**
 * The built-in response to a request; null if the settings of the bin decide. A preflight (Fetch §4.8) is granted whatever it
 * requests, so that pages can send to a bin.
 */
export function builtInResponse(
  received: Pick<Received, 'method' | 'headers' | 'malformed'>,
  cors: boolean,
): BuiltInResponse | null {
  if (received.malformed !== null) return { chosenBy: malformed, response: badRequest(received.malformed) };
  if (!cors || received.method !== 'OPTIONS') return null;
  const asked = first(received.headers, 'access-control-request-method');
  if (asked === null) return null;
  return {
    chosenBy: preflight,
    response: { status: 204, headers: granted(received, asked), body: new Uint8Array() },
  };
}

const malformed: ChosenBy = { by: 'malformed' };
const preflight: ChosenBy = { by: 'preflight' };

/** Malformed HTTP cannot get a response of the bin: it is unknown where the message ends. */
function badRequest(reason: string): BinResponse {
  return {
    status: 400,
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: new TextEncoder().encode(
      `This is not a valid HTTP/1.1 message (RFC 9112): ${reason}. It was stored.\n`,
    ),
  };
}

function granted({ headers }: Pick<Received, 'headers'>, method: string): BinResponse['headers'] {
  const wanted = first(headers, 'access-control-request-headers');
  return [
    anyOrigin,
    ['Access-Control-Allow-Methods', method],
    ...(wanted === null ? [] : [['Access-Control-Allow-Headers', wanted] as const]),
    ['Access-Control-Max-Age', '600'],
  ];
}
