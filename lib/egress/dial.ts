import type { Socket } from 'node:net';
import { formatIpAddress, type IpAddress, parseIpAddress } from '#lib/http/ip-address.ts';
import { failureOfConnection } from './connection-failure.ts';
import { EgressRefusal } from './egress-policy.ts';
import type { Network } from './network.ts';
import { sameBytes } from './own-server.ts';

/** The code of the error with which a connection fails that has taken longer than `patience`. */
export const slowAddress = 'slow-address';

/**
 * A TCP connection to this address. Fails with `egress-refused` unless the address at its other end is this one. `patience`:
 * milliseconds after which it fails with `slowAddress`; null to wait until `signal` is aborted.
 */
export async function dialed(
  address: IpAddress,
  port: number,
  { dial }: Pick<Network, 'dial'>,
  signal: AbortSignal,
  patience: number | null = null,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = dial(formatIpAddress(address), port);
  // Whoever uses the connection listens for errors too. Without a listener, an error in between would end the process.
  socket.on('error', () => {});
  try {
    await connected(socket, signal, patience);
    const reached = parseIpAddress(socket.remoteAddress ?? '');
    if (reached !== null && sameBytes(reached.bytes, address.bytes)) return socket;
    throw new EgressRefusal(
      'address-changed',
      'The connection led to another address than the one that was checked.',
    );
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function connected(socket: Socket, signal: AbortSignal, patience: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      clearTimeout(timer);
      socket.off('connect', onConnect).off('error', onError).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      then();
    };
    const onConnect = () => settle(resolve);
    const onError = (error: Error) => settle(() => reject(failureOfConnection(error)));
    const onClose = () => settle(() => reject(failureOfConnection(new Error('The connection was closed.'))));
    const onAbort = () => settle(() => reject(signal.reason));
    const onSlow = () =>
      settle(() => reject(Object.assign(new Error('Slow address'), { code: slowAddress })));
    const timer = patience === null ? undefined : setTimeout(onSlow, patience);
    socket.on('connect', onConnect).on('error', onError).on('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
