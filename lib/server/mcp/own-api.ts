import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { maskHeader } from '#lib/access/requested-masking.ts';
import { originHeader, senderHeader } from '#lib/http/origin.ts';
import type { ApiCall } from '#lib/mcp/call-api.ts';
import { connectionInMemory } from '../connection-in-memory.ts';
import { plainServer } from '../listen.ts';

/** On whose behalf the API is called. */
export type Caller = {
  /** The value of the `Authorization` header; null for none. */
  readonly authorization: string | null;
  /** The origin that the caller sent its request to, and its IP address. */
  readonly origin: string;
  readonly sender: string;
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal;
};

export type OwnApi = (call: ApiCall, caller: Caller) => Promise<Response>;

/**
 * Calls the API of this server over connections in memory: rights, limits and responses are those of any other call. `handler` serves
 * requests for the app.
 */
export function ownApi(handler: (request: IncomingMessage, response: ServerResponse) => void): OwnApi {
  const server = plainServer().on('request', handler);

  return ({ method = 'GET', path, headers, body, isMasked }, { authorization, origin, sender, signal }) => {
    const [near, far] = connectionInMemory();
    server.emit('connection', far);
    const json = body === undefined ? null : JSON.stringify(body);
    const onward = send({
      createConnection: () => near as never,
      method,
      path: `/api/v1${path}`,
      headers: {
        ...headers,
        host: 'localhost',
        connection: 'close',
        [originHeader]: origin,
        [senderHeader]: sender,
        ...(authorization === null ? {} : { authorization }),
        ...(isMasked ? { [maskHeader]: 'secrets' } : {}),
        ...(json === null
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
      },
      signal,
    });
    const responding = new Promise<Response>((resolve, reject) => {
      onward.once('response', (answer) => resolve(responseOf(answer)));
      onward.on('error', reject);
    });
    onward.end(json ?? undefined);
    return responding;
  };
}

function responseOf(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  if (status === 204 || status === 304) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer) as ReadableStream as never, { status, headers });
}
