import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy as some offices have: it answers 403 to every WebSocket, and to requests below `refused`; the rest passes. */
export async function startRefusingProxy(serverPort: number, { refused }: { refused: string | null }) {
  const server = createServer((asked, answer) => {
    if (refused !== null && asked.url?.startsWith(refused)) {
      answer.writeHead(403).end();
      return;
    }
    const { method, url: path, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: serverPort, method, path, headers });
    onward.on('error', () => answer.destroy());
    asked.on('error', () => onward.destroy());
    onward.on('response', (response) => {
      response.on('error', () => answer.destroy());
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(answer);
    });
    asked.pipe(onward);
  });
  server.on('upgrade', (_, socket: Duplex) => {
    // Node has let go of the socket; a browser that leaves resets it.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
