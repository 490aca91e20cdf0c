import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { headerPairs } from '#lib/http/header-pairs.ts';
import type { Client, Header, KeptBody, Received } from '#lib/model/capture.ts';
import { type Problem, problemType, retryFields } from '#lib/model/errors.ts';
import { microsNow } from '../clock.ts';
import { Http1Channel } from '../response/http1-channel.ts';
import { Http2Channel } from '../response/http2-channel.ts';
import type { ResponseChannel } from '../response/response-channel.ts';
import { sendResponse } from '../response/send-response.ts';
import { firstByteAt } from './first-byte.ts';
import type { IncomingRequest } from './incoming-request.ts';
import type { KeepBody } from './keep-body.ts';
import { notedParseError } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';

/** Facts about the server that a request does not contain. */
export type WireFacts = {
  origin: string;
  prefixLength: number;
  scheme: 'http' | 'https';
  client: Client | null;
  keepBody: KeepBody;
};

/** Accepts a request of Node's HTTP server with its raw headers, before anything is lower-cased, merged or rebuilt. */
export function acceptNodeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  facts: WireFacts,
): IncomingRequest {
  const receivedAt = firstByteAt(request);
  const headersMicros = microsNow() - receivedAt;
  const channel = channelOf(response);
  let lastByteAt = receivedAt;

  return {
    origin: facts.origin,
    clientAddress: facts.client?.address ?? peerOf(request.socket).address,
    sender: channel.sender,
    headBytes: headLength(request),

    async receive(countBytes): Promise<Received> {
      const kept = await facts.keepBody(request, countBytes);
      lastByteAt = microsNow();
      return receivedRequest(request, kept, facts, { receivedAt, headersMicros, lastByteAt });
    },

    respond(response, how) {
      return sendResponse(channel, response, { ...how, since: lastByteAt });
    },

    async reject(problem: Problem): Promise<void> {
      const body = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`);
      // Read and discard the rest of the body, so that the sender can read the response.
      request.resume();
      await channel.send({ status: problem.status, headers: refusalHeaders(problem), body });
    },
  };
}

/** When parts of a request arrived: microseconds since the epoch, and the microseconds that its head took. */
export type ArrivalTimes = {
  readonly receivedAt: number;
  readonly headersMicros: number;
  readonly lastByteAt: number;
};

/** A request whose body has been read, as it is stored. */
export function receivedRequest(
  request: IncomingMessage,
  kept: KeptBody,
  { prefixLength, client, scheme }: Pick<WireFacts, 'prefixLength' | 'client' | 'scheme'>,
  { receivedAt, headersMicros, lastByteAt }: ArrivalTimes,
): Received {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    prefixLength,
    httpVersion: request.httpVersion,
    headers: headerPairs(request.rawHeaders),
    trailers: headerPairs(request.rawTrailers),
    body: kept.body,
    longBodyId: kept.longBodyId,
    bodyStored: kept.bodyStored,
    bodySize: kept.bodySize,
    sha256: kept.sha256,
    truncated: kept.truncated,
    aborted: kept.aborted,
    receivedAt,
    headersMicros,
    uploadMicros: lastByteAt - receivedAt,
    peer: peerOf(request.socket),
    client,
    scheme,
    tls: tlsOf(request.socket),
    // The error may belong to a later message on the same connection.
    malformed: request.complete ? null : notedParseError(request.socket),
    via: 'wire',
  };
}

function refusalHeaders(problem: Problem): Header[] {
  return [
    ['Content-Type', problemType],
    ['X-Content-Type-Options', 'nosniff'],
    ['Access-Control-Allow-Origin', '*'],
    ...retryFields(problem),
    ...(problem.status === 405 ? [['Allow', 'GET, HEAD'] as const] : []),
  ];
}

/** Node's server presents HTTP/2 as if it were HTTP/1.1; the response uses the actual protocol. */
function channelOf(response: ServerResponse | Http2ServerResponse): ResponseChannel {
  return 'stream' in response
    ? new Http2Channel(response.stream, response.req.method)
    : new Http1Channel(response);
}

/** The approximate number of bytes of a request line and its header fields. */
function headLength({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  // The version, and the separators and line breaks of RFC 9112 §2.1: two per field.
  const others = 14 + 2 * rawHeaders.length;
  return rawHeaders.reduce((sum, text) => sum + text.length, method.length + url.length + others);
}
