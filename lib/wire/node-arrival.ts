import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { Client, Header, Received } from '../model/capture.ts';
import { type Problem, problemType, retryAfterField } from '../model/errors.ts';
import { answer } from './answer.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import { firstByteAt } from './first-byte.ts';
import { Http1Channel } from './http1-channel.ts';
import { Http2Channel } from './http2-channel.ts';
import type { KeepBody } from './keep-body.ts';
import { notedRefusal } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** What the wire door knows beyond the request itself. */
export type WireFacts = {
  origin: string;
  prefixLength: number;
  scheme: 'http' | 'https';
  client: Client | null;
  keepBody: KeepBody;
};

/** A request at the wire door: Node's http server, before anything has lower-cased, merged or rebuilt it. */
export function nodeArrival(request: IncomingMessage, response: ServerResponse, facts: WireFacts): Arrival {
  const receivedAt = firstByteAt(request);
  const headersMicros = microsNow() - receivedAt;
  const channel = channelOf(response);
  let lastByteAt = receivedAt;

  return {
    origin: facts.origin,
    from: facts.client?.address ?? peerOf(request.socket).address,
    sender: channel.sender,
    headBytes: headLength(request),

    async receive(spend): Promise<Received> {
      const kept = await facts.keepBody(request, spend);
      lastByteAt = microsNow();
      return {
        method: request.method ?? '',
        target: request.url ?? '',
        prefixLength: facts.prefixLength,
        httpVersion: request.httpVersion,
        headers: headerPairs(request.rawHeaders),
        trailers: headerPairs(request.rawTrailers),
        ...kept,
        receivedAt,
        headersMicros,
        uploadMicros: lastByteAt - receivedAt,
        peer: peerOf(request.socket),
        client: facts.client,
        scheme: facts.scheme,
        tls: tlsOf(request.socket),
        // A later message on the same connection may be the malformed one.
        malformed: request.complete ? null : notedRefusal(request.socket),
        via: 'wire',
      };
    },

    answer(reply, how) {
      return answer(channel, reply, { ...how, since: lastByteAt });
    },

    async refuse(problem: Problem): Promise<void> {
      const body = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`);
      // What is left of the body is read and dropped, so that the sender gets to read the answer.
      request.resume();
      await channel.whole({ status: problem.status, headers: refusalHeaders(problem), body });
    },
  };
}

function refusalHeaders(problem: Problem): Header[] {
  return [
    ['Content-Type', problemType],
    ['X-Content-Type-Options', 'nosniff'],
    ['Access-Control-Allow-Origin', '*'],
    ...retryAfterField(problem),
    ...(problem.status === 405 ? [['Allow', 'GET, HEAD'] as const] : []),
  ];
}

/** Node's server hands over HTTP/2 in the clothes of HTTP/1.1; it is answered as what it is. */
function channelOf(response: ServerResponse | Http2ServerResponse): ReplyChannel {
  return 'stream' in response
    ? new Http2Channel(response.stream, response.req.method)
    : new Http1Channel(response);
}

/** About how many bytes a request line and its header fields have. */
function headLength({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  // The version, and the separators and line ends of RFC 9112 §2.1: two of each field.
  const others = 14 + 2 * rawHeaders.length;
  return rawHeaders.reduce((sum, text) => sum + text.length, method.length + url.length + others);
}

/** Node's flat list of names and values, as pairs. */
export function headerPairs(flat: string[]): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < flat.length; index += 2) headers.push([flat[index]!, flat[index + 1]!]);
  return headers;
}
