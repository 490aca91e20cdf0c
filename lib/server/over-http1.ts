import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { Duplex } from 'node:stream';

/**
 * Serves HTTP/2 requests by a handler that only knows HTTP/1.1, as Next and Engine.IO are: each is sent on to a server
 * in this process over a connection that exists in memory alone.
 */
export function overHttp1(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer({ maxHeaderSize: 64 * 1024, requestTimeout: 0 }, handler);

  return (request: Http2ServerRequest, response: Http2ServerResponse): void => {
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
  };
}

/** Fields that HTTP/2 has instead (pseudo-headers, RFC 9113 §8.3), or must not have (§8.2.2). */
const ofOneVersion =
  /^(?::.*|connection|keep-alive|proxy-connection|transfer-encoding|upgrade|http2-settings)$/;

function fields(headers: NodeJS.Dict<string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined && !ofOneVersion.test(entry[0]),
    ),
  );
}

/** Two ends of a connection: what is written to one is read from the other. */
function connectionInMemory(): [Duplex, Duplex] {
  const ends: [End, End] = [new End(), new End()];
  ends[0].other = ends[1];
  ends[1].other = ends[0];
  return ends;
}

class End extends Duplex {
  other: End | null = null;
  #wanted: (() => void) | null = null;

  override _read(): void {
    this.#wanted?.();
    this.#wanted = null;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    // Done when the other end wants more: so a slow reader slows the writer.
    if (this.other!.push(chunk)) done();
    else this.other!.#wanted = done;
  }

  override _final(done: () => void): void {
    this.other!.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.other && !this.other.destroyed) this.other.destroy();
    done(error);
  }
}
