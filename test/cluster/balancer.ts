import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A load balancer for TCP connections, as simple as can be: each goes to the next server that accepts it. */
export type Balancer = {
  readonly origin: string;
  close(): Promise<void>;
};

/** Balances connections to the ports that `servers` returns; null for one that is away. */
export async function openBalancer(servers: () => readonly (number | null)[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let next = 0;

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  }

  /** Connects to the next server; when it refuses, to the one after it. */
  function pass(near: Socket, attempts = 0): void {
    const ports = servers();
    if (attempts === 2 * ports.length) return void near.destroy();
    const port = ports[next++ % ports.length];
    if (port == null) return void pass(near, attempts + 1);
    const far = keep(connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    const refused = () => pass(near, attempts + 1);
    far.once('error', refused);
    far.once('connect', () => {
      far.off('error', refused);
      near.pipe(far).pipe(near);
      far.on('close', () => near.destroy());
      near.on('close', () => far.destroy());
    });
  }

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => pass(keep(near)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
