import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answered, Client, Header, Received } from '../model/capture.ts';
import { type Problem, problemType } from '../model/errors.ts';
import type { Reply } from '../reply/reply.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import { firstByteAt } from './first-byte.ts';
import type { KeepBody } from './keep-body.ts';
import { notedRefusal } from './parse-error.ts';
import { peerOf, tlsOf } from './peer.ts';

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
  let lastByteAt = receivedAt;

  return {
    origin: facts.origin,
    sender: facts.client?.address ?? peerOf(request.socket).address,

    async receive(): Promise<Received> {
      const kept = await facts.keepBody(request);
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

    async answer(reply: Reply): Promise<Answered> {
      const complete = await send(response, reply.status, reply.headers, reply.body);
      return { status: reply.status, micros: microsNow() - lastByteAt, complete };
    },

    async refuse(problem: Problem): Promise<void> {
      const body = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`);
      // What is left of the body is read and dropped, so that the sender gets to read the answer.
      request.resume();
      await send(response, problem.status, refusalHeaders(problem), body);
    },
  };
}

function refusalHeaders(problem: Problem): Header[] {
  return [
    ['Content-Type', problemType],
    ['X-Content-Type-Options', 'nosniff'],
    ['Access-Control-Allow-Origin', '*'],
    ...(problem.retryAfter === undefined ? [] : [['Retry-After', String(problem.retryAfter)] as const]),
    ...(problem.status === 405 ? [['Allow', 'GET, HEAD'] as const] : []),
  ];
}

/** Resolves to whether the sender took the whole reply. */
function send(
  response: ServerResponse,
  status: number,
  headers: readonly Header[],
  body: Uint8Array,
): Promise<boolean> {
  return new Promise((resolve) => {
    // A pipelined request's response has no socket of its own until it is its turn.
    if (response.destroyed || response.headersSent || response.req.socket.destroyed) return resolve(false);
    response.on('finish', () => resolve(true)).on('close', () => resolve(false));
    const bodiless = status === 204 || status === 304;
    const length: Header[] = bodiless ? [] : [['Content-Length', String(body.length)]];
    response.writeHead(status, [...headers, ...length].flat());
    response.end(bodiless ? undefined : body);
  });
}

/** Node's flat list of names and values, as pairs. */
export function headerPairs(flat: string[]): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < flat.length; index += 2) headers.push([flat[index]!, flat[index + 1]!]);
  return headers;
}
