import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Received } from '../model/capture.ts';
import { problemType } from '../model/errors.ts';
import { binAddress } from './address.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import type { KeepBody } from './keep-body.ts';

/**
 * A request at the route-handler door, and the response it will get. A web `Request` (Fetch Standard §5.4) has lost the
 * case and order of its headers, the raw target, the HTTP version and the connection before we see it; captures say so
 * with `via: 'fetch'`. The peer is unknown: no header is believed without a trusted proxy.
 */
export function fetchArrival(
  request: Request,
  facts: { origin: string; keepBody: KeepBody },
): { arrival: Arrival; response: Promise<Response> } {
  const receivedAt = microsNow();
  let lastByteAt = receivedAt;
  let respond: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    respond = resolve;
  });
  const url = new URL(request.url);
  const target = url.pathname + url.search;
  const address = binAddress(target, undefined, undefined);

  const arrival: Arrival = {
    origin: facts.origin,
    sender: '',

    async receive(): Promise<Received> {
      const stream = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
      const kept = await facts.keepBody(stream);
      lastByteAt = microsNow();
      return {
        method: request.method,
        target,
        prefixLength: typeof address === 'string' ? 0 : address.prefixLength,
        httpVersion: '1.1',
        headers: [...request.headers],
        trailers: [],
        ...kept,
        receivedAt,
        headersMicros: 0,
        uploadMicros: lastByteAt - receivedAt,
        peer: { address: '', port: 0 },
        client: null,
        scheme: url.protocol === 'https:' ? 'https' : 'http',
        tls: null,
        malformed: null,
        via: 'fetch',
      };
    },

    async answer({ status, headers, body }) {
      const bodiless = body.length === 0 || [204, 205, 304].includes(status);
      const list = headers.map(([name, value]) => [name, value] as [string, string]);
      respond(new Response(bodiless ? null : new Uint8Array(body), { status, headers: list }));
      return { status, micros: microsNow() - lastByteAt, complete: true };
    },

    async refuse(problem) {
      const headers = {
        'Content-Type': problemType,
        'Access-Control-Allow-Origin': '*',
        ...(problem.retryAfter === undefined ? {} : { 'Retry-After': String(problem.retryAfter) }),
      };
      respond(Response.json(problem, { status: problem.status, headers }));
    },
  };
  return { arrival, response };
}
