import { parseIpAddress } from '#lib/http/ip-address.ts';

/** Where a request says that it goes to and comes from. */
type Addressed = {
  /** The value of `Host`, or what a trusted proxy says instead. */
  readonly host: string | undefined;
  /** The value of `Origin`; undefined for programs, which send none. */
  readonly origin: string | undefined;
};

/**
 * Why a request does not concern this server, as a sentence; null when it does. A page of somebody else can make browsers call a server
 * in a private network by a name that it controls (DNS rebinding), so only names of this server are accepted: those in `names`, and IP
 * addresses, which no page can redirect. Pages of other origins are rejected, too. `ownOrigin` is the origin of this server.
 */
export function foreignAddress(
  { host, origin }: Addressed,
  { names, ownOrigin }: { names: readonly string[]; ownOrigin: string },
): string | null {
  const url = host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  if (url === null || !isOwnName(url.hostname, names)) return 'Host is not a name of this server.';
  if (origin === undefined || origin === ownOrigin) return null;
  const isSame =
    URL.canParse(origin) && new URL(origin).host !== '' && hostOf(origin) === hostOf(`http://${host}`);
  return isSame ? null : 'Origin is not an origin of this server.';
}

function isOwnName(hostname: string, names: readonly string[]): boolean {
  return (
    hostname === 'localhost' ||
    names.includes(hostname) ||
    parseIpAddress(hostname.replace(/^\[|\]$/g, '')) !== null
  );
}

/** Host and port of an origin; the port also where it is the default of the scheme. */
function hostOf(origin: string): string {
  const { protocol, hostname, port } = new URL(origin);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
