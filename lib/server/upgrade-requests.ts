import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { headerPairs } from '#lib/http/header-pairs.ts';
import { whenResponded } from '#lib/wire/response/response-order.ts';
import { plainServer } from './listen.ts';

/**
 * Creates a server for requests to bins that ask for an upgrade. A bin records them and responds as to any other request,
 * which RFC 9110 §7.8 allows. Node stops parsing after the head of such a request, before its body (Java and `curl
 * --http2` offer HTTP/2 with every POST). So the connection is passed to a second server that ignores upgrades and reads
 * the request from its start. Attach the same listeners to `server` as to the one that listens.
 */
export function upgradeRequests() {
  const server = plainServer();
  // It never listens. Node checks for slow requests only after this event.
  server.emit('listening');
  return {
    server,
    /** Reads the request again, without its upgrade, after the responses to earlier requests. `rest` is the data after the head. */
    async serve(request: IncomingMessage, socket: Socket, rest: Buffer): Promise<void> {
      await whenResponded(socket);
      // Clear the keep-alive timeout that a response may just have started.
      socket.setTimeout(0);
      socket.unshift(Buffer.concat([headOf(request), rest]));
      server.emit('connection', socket);
    },
  };
}

/** The bytes of a request's head as received (RFC 9112 §2.1): Node keeps everything except the whitespace around values. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  let head = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (const [name, value] of headerPairs(rawHeaders)) head += `${name}: ${value}\r\n`;
  return Buffer.from(`${head}\r\n`, 'latin1');
}
