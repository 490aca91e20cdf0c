import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Received } from '#lib/model/capture.ts';
import { problemType } from '#lib/model/errors.ts';
import { microsNow } from '../clock.ts';
import { FetchChannel } from '../response/fetch-channel.ts';
import { sendResponse } from '../response/send-response.ts';
import { SenderPresence } from '../response/sender-gone.ts';
import { binAddress } from './capture-url.ts';
import type { IncomingRequest } from './incoming-request.ts';
import type { KeepBody } from './keep-body.ts';

/**
 * Accepts a request of the route handler. In a web `Request` (Fetch Standard §5.4) the case and order of headers, the raw
 * target, the HTTP version and the connection are already lost; captures have `via: 'fetch'` to show it. The peer is
 * unknown, so no forwarding header is trusted without a trusted proxy.
 */
export function acceptFetchRequest(
  request: Request,
  facts: { origin: string; keepBody: KeepBody },
): { incoming: IncomingRequest; response: Promise<Response> } {
  const receivedAt = microsNow();
  let lastByteAt = receivedAt;
  let respond: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    respond = resolve;
  });
  const channel = new FetchChannel(request, new SenderPresence(), respond);
  const url = new URL(request.url);
  const target = url.pathname + url.search;
  const address = binAddress(target, undefined, undefined);

  const incoming: IncomingRequest = {
    origin: facts.origin,
    clientAddress: '',
    sender: channel.sender,
    headBytes: [...request.headers].reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      target.length,
    ),

    async receive(countBytes): Promise<Received> {
      const stream = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
      const kept = await facts.keepBody(stream, countBytes);
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

    respond(response, how) {
      return sendResponse(channel, response, { ...how, since: lastByteAt });
    },

    async reject(problem) {
      const headers = {
        'Content-Type': problemType,
        'Access-Control-Allow-Origin': '*',
        ...(problem.retryAfter === undefined ? {} : { 'Retry-After': String(problem.retryAfter) }),
      };
      respond(Response.json(problem, { status: problem.status, headers }));
    },
  };
  return { incoming, response };
}
