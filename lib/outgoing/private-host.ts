import { parseIpAddress } from '#lib/http/ip-address.ts';

/**
 * Whether a host is on the same machine or in a private network by its spelling alone: `localhost` and names below it (RFC 6761 §6.3),
 * and addresses that are loopback or private (RFC 1918, RFC 4193, RFC 3927). For a form that says so before anything is sent; the server
 * judges every address (`lib/egress`). `hostname` as in `Destination`.
 */
export function isPrivateHost(hostname: string): boolean {
  const address = parseIpAddress(hostname);
  if (address === null) return hostname === 'localhost' || hostname.endsWith('.localhost');
  const { bytes } = address;
  const [first = 0, second = 0] = bytes;
  if (bytes.length === 16) {
    const isLoopback = bytes.every((byte, place) => byte === (place === 15 ? 1 : 0));
    return isLoopback || (first & 0xfe) === 0xfc || (first === 0xfe && (second & 0xc0) === 0x80);
  }
  return (
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}
