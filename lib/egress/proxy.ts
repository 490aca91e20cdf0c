import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { Failure } from '#lib/model/errors.ts';
import type { Deadline } from './deadline.ts';
import { dialed } from './dial.ts';
import { addressesOf } from './look-up.ts';
import type { Network } from './network.ts';

/** The HTTP proxy of the operator (`EGRESS_PROXY`), which is trusted and therefore not judged. */
export type HttpProxy = {
  readonly hostname: string;
  readonly port: number;
  /** The value of Proxy-Authorization (RFC 9110 §11.7.2); null without credentials. */
  readonly authorization: string | null;
};

/** Reads `http://user:password@host:port`. */
export function proxyOf(url: string): HttpProxy {
  const { hostname, port, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 80),
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

/**
 * A tunnel through the proxy to a judged address (CONNECT, RFC 9110 §9.3.6). The proxy gets the address and not the name, since it
 * could resolve the name to another address. Fails with `proxy-failed`, whose detail names neither the proxy nor its credentials.
 */
export async function throughProxy(
  proxy: HttpProxy,
  to: { address: string; port: number },
  network: Network,
  deadline: Deadline,
): Promise<Duplex> {
  const [address] = await deadline.within(
    addressesOf(proxy, network.lookUp).catch((error) =>
      proxyFailed('Its name could not be resolved.', error),
    ),
  );
  const socket = await deadline.within(
    dialed(address!, proxy.port, network, deadline.signal).catch((error) =>
      proxyFailed('It could not be connected to.', error),
    ),
  );
  try {
    return await deadline.within(tunnel(socket, to, proxy.authorization));
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function tunnel(socket: Duplex, to: { address: string; port: number }, authorization: string | null) {
  const authority = `${to.address.includes(':') ? `[${to.address}]` : to.address}:${to.port}`;
  return new Promise<Duplex>((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: authority,
      headers: {
        Host: authority,
        ...(authorization === null ? {} : { 'Proxy-Authorization': authorization }),
      },
      createConnection: () => socket,
    });
    asked.on('connect', ({ statusCode = 0 }, tunnelled, rest) => {
      if (statusCode < 200 || statusCode > 299)
        return reject(new Failure('proxy-failed', `It responded with status ${statusCode}.`));
      if (rest.length > 0) tunnelled.unshift(rest);
      resolve(tunnelled);
    });
    asked.on('error', (error) =>
      reject(new Failure('proxy-failed', 'It closed the connection, or did not respond with HTTP.', error)),
    );
    asked.end();
  });
}

function proxyFailed(detail: string, cause: unknown): never {
  throw new Failure('proxy-failed', detail, cause);
}
