import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Network } from '#lib/egress/network.ts';

/**
 * A listener that must stay silent. `dial` connects to it whatever the address is, so that every connection that the guard lets
 * through arrives here.
 */
export async function startSilentListener() {
  let connections = 0;
  const dialed: string[] = [];
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.resume().end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dial: Network['dial'] = (address, to) => {
    dialed.push(`${address} ${to}`);
    return connect(port, '127.0.0.1');
  };
  return {
    port,
    dial,
    /** How many connections arrived, and the addresses that were dialed, since the last call. */
    take() {
      const taken = { connections, dialed: dialed.splice(0) };
      connections = 0;
      return taken;
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A resolver that knows these names. Each look-up takes the next of their answers, and repeats the last one. */
export function namesOf(names: Record<string, readonly (readonly string[])[]>): Network['lookUp'] {
  const asked = new Map<string, number>();
  return async (hostname) => {
    const answers = names[hostname];
    if (answers === undefined)
      throw Object.assign(new Error(`getaddrinfo ${hostname}`), { code: 'ENOTFOUND' });
    const count = asked.get(hostname) ?? 0;
    asked.set(hostname, count + 1);
    return answers[Math.min(count, answers.length - 1)]!;
  };
}
