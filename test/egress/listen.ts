import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Makes a server listen on loopback until the test is over, and returns its port. */
export async function listenOnLoopback(server: Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A TCP server that passes each connection to `serve` when the first bytes arrived on it. Returns its origin. */
export async function rawServer(serve: (socket: Socket, request: string) => void): Promise<string> {
  const server = createServer((socket) => {
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      socket.removeAllListeners('data').on('data', () => {});
      serve(socket, text);
    });
  });
  return `http://127.0.0.1:${await listenOnLoopback(server)}`;
}
