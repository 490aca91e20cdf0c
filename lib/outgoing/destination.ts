import { formatIpAddress, parseIpAddress } from '#lib/http/ip-address.ts';
import { fail } from '#lib/model/errors.ts';

/** Where a request is sent: the parts of a URL that name a server, and the target on it. */
export type Destination = {
  readonly scheme: 'http' | 'https';
  /** A domain in lower-case ASCII without a trailing dot, or an IP address in canonical form without brackets. */
  readonly hostname: string;
  readonly isAddress: boolean;
  readonly port: number;
  /** The value of a `Host` field: the host, in brackets if it is IPv6, and the port unless it is the scheme's default. */
  readonly host: string;
  /** The request-target (RFC 9112 §3.2.1): path and query of the URL. */
  readonly target: string;
};

const defaultPorts = { http: 80, https: 443 } as const;

/**
 * Reads the URL of a destination as browsers do (WHATWG URL Standard), so that every spelling of a host is judged as the
 * host it means: `http://0x7f.1/`, `http://2130706433/` and `http://１２７.0.0.1/` are all 127.0.0.1.
 * Fails with `destination-invalid` unless the URL has the scheme http or https, a host, no user name and no password.
 */
export function parseDestination(text: string): Destination {
  if (!URL.canParse(text))
    fail('destination-invalid', 'The destination is not a URL with a scheme and a host.');
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https')
    fail('destination-invalid', `The destination has the scheme ${scheme}. Use http or https.`);
  if (url.username !== '' || url.password !== '')
    fail(
      'destination-invalid',
      'The destination contains a user name or password. Use an Authorization header.',
    );
  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const address = parseIpAddress(hostname);
  if (hostname === '' || hostname.split('.').includes(''))
    fail('destination-invalid', 'The host of the destination has an empty label.');
  const port = url.port === '' ? defaultPorts[scheme] : Number(url.port);
  if (port === 0) fail('destination-invalid', 'The destination has port 0, which nothing can listen on.');
  const name = address === null ? hostname : formatIpAddress(address);
  return {
    scheme,
    hostname: name,
    isAddress: address !== null,
    port,
    host: `${name.includes(':') ? `[${name}]` : name}${url.port === '' ? '' : `:${port}`}`,
    target: `${url.pathname}${url.search}`,
  };
}

/** Whether a URL is at the host and port of an origin, by either scheme. Fails with `destination-invalid`. */
export function isAtOrigin(url: string, origin: string): boolean {
  const [{ hostname, port }, own] = [parseDestination(url), parseDestination(origin)];
  return hostname === own.hostname && port === own.port;
}

/** The origin of a destination (RFC 6454 §4). */
export function originOfDestination({ scheme, host }: Pick<Destination, 'scheme' | 'host'>): string {
  return `${scheme}://${host}`;
}
