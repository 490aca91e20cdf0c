import { parseIpAddress } from '#lib/http/ip-address.ts';

/**
 * The key under which an address is counted. IPv6 addresses are counted per /64, the smallest network of one customer
 * (RFC 6177 §2). Unknown addresses share one key.
 */
export function senderKey(address: string): string {
  if (!address.includes(':')) return address;
  const parsed = parseIpAddress(address);
  if (parsed === null) return address;
  if (parsed.bytes.length === 4) return parsed.bytes.join('.');
  return `${Buffer.from(parsed.bytes.slice(0, 8)).toString('hex')}/64`;
}
