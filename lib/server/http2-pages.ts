import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { connectionInMemory } from './connection-in-memory.ts';
import { plainServer } from './listen.ts';

/**
 * Serves HTTP/2 requests with a handler that supports only HTTP/1.1, such as those of Next and Engine.IO. Each request is
 * forwarded to a server in this process over an in-memory connection.
 */
export function overHttp1(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): (request: Http2ServerRequest, response: Http2ServerResponse) => void {
  const server = plainServer().on('request', handler);

  function serve(request: Http2ServerRequest, response: Http2ServerResponse): void {
    if (response.stream.destroyed) return;
    const [near, far] = connectionInMemory();
    server.emit('connection', far);
    const onward = send({
      createConnection: () => near as never,
      method: request.method,
      path: request.url,
      headers: { ...fields(request.headers), host: request.authority, connection: 'close' },
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, fields(answer.headers));
      answer.pipe(response as never);
    });
    onward.on('error', () => response.stream?.close());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  // Wait one turn, so that a stream that was reset in the same read costs nothing.
  return (request, response) => void setImmediate(serve, request, response);
}

/** Fields that HTTP/2 replaces by pseudo-headers (RFC 9113 §8.3) or forbids (§8.2.2). */
const versionSpecific =
  /^(?::.*|connection|keep-alive|proxy-connection|transfer-encoding|upgrade|http2-settings)$/;

function fields(headers: NodeJS.Dict<string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && !versionSpecific.test(entry[0]),
    ),
  );
}
