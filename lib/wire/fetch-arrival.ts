import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Received } from '../model/capture.ts';
import { problemType } from '../model/errors.ts';
import { binAddress } from './address.ts';
import { answer } from './answer.ts';
import type { Arrival } from './arrival.ts';
import { microsNow } from './clock.ts';
import { FetchChannel } from './fetch-channel.ts';
import type { KeepBody } from './keep-body.ts';
import { Presence } from './presence.ts';

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
  const channel = new FetchChannel(request, new Presence(), respond);
  const url = new URL(request.url);
  const target = url.pathname + url.search;
  const address = binAddress(target, undefined, undefined);

  const arrival: Arrival = {
    origin: facts.origin,
    from: '',
    sender: channel.sender,
    headBytes: [...request.headers].reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      target.length,
    ),

    async receive(spend): Promise<Received> {
      const stream = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
      const kept = await facts.keepBody(stream, spend);
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

    answer(reply, how) {
      return answer(channel, reply, { ...how, since: lastByteAt });
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
