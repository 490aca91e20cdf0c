import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A simulated network between a browser and a server, which can fail in two ways. */
export type CutWire = {
  /** The origin of the server through this network. */
  readonly origin: string;
  /** Like a pulled cable or a crashed server: connections end at once, new ones are refused. */
  cut(): Promise<void>;
  /** Like a sleeping laptop or a firewall that drops packets: connections stay and new ones are accepted, but no data passes. */
  silence(): void;
  /** Restores the network; data held back by silence is delivered. */
  restore(): Promise<void>;
  close(): Promise<void>;
};

/** Creates a network to a server on this machine, with real sockets. */
export async function layWire(serverPort: number): Promise<CutWire> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;

  async function listen(wantedPort: number): Promise<Server> {
    const listening = createServer({ allowHalfOpen: true }, onConnection).listen(wantedPort, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  function onConnection(near: Socket): void {
    const far = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true });
    pass(near, far);
    pass(far, near);
  }

  function pass(from: Socket, to: Socket): void {
    sockets.add(from);
    if (isSilent) from.pause();
    from.on('data', (data) => {
      if (!to.write(data)) from.pause();
    });
    to.on('drain', () => {
      if (!isSilent) from.resume();
    });
    from.on('end', () => to.end());
    from.on('error', () => {});
    from.on('close', (hadError) => {
      sockets.delete(from);
      if (hadError) to.destroy();
      else to.end();
    });
  }

  async function cut(): Promise<void> {
    const closed = server.listening ? once(server, 'close') : null;
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    cut,
    close: cut,
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.pause();
    },
    async restore() {
      isSilent = false;
      for (const socket of sockets) socket.resume();
      if (!server.listening) server = await listen(port);
    },
  };
}
