import { parseIpAddress } from '../http/ip-address.ts';

/**
 * The name under which an address is counted. An IPv6 address counts as its /64, since that is what one customer is given
 * (RFC 6177 §2), and any of its 2⁶⁴ addresses can be the next. An address nobody knows is one sender.
 */
export function senderOf(address: string): string {
  if (!address.includes(':')) return address;
  const parsed = parseIpAddress(address);
  if (parsed === null) return address;
  if (parsed.bytes.length === 4) return parsed.bytes.join('.');
  return `${Buffer.from(parsed.bytes.slice(0, 8)).toString('hex')}/64`;
}
