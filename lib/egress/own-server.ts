import { parseIpAddress } from '#lib/http/ip-address.ts';
import type { Destination } from '#lib/outgoing/destination.ts';
import { judgeAddress } from './address-kind.ts';

/** How this server can be reached: what a request must never be sent to, except in-process to one bin. */
export type OwnServer = {
  /** The port it listens on; null before it listens. */
  readonly port: () => number | null;
  /** The addresses of the network interfaces of this machine. */
  readonly addresses: () => readonly string[];
  readonly publicUrl: string | undefined;
  readonly binDomain: string | undefined;
};

/**
 * Whether the host and port are those of this server: `PUBLIC_URL`, or `BIN_DOMAIN` and everything below it, on a port on which
 * these are reached, or `localhost` (RFC 6761 §6.3) on the port it listens on. Other ports of the same host belong to other programs.
 */
export function isOwnName({ hostname, port }: Destination, own: OwnServer): boolean {
  const url = own.publicUrl === undefined ? null : new URL(own.publicUrl);
  const publicHost = url?.hostname.replace(/^\[|\]$/g, '');
  const domain = own.binDomain;
  if (/(?:^|\.)localhost$/.test(hostname) && port === own.port()) return true;
  const isName =
    hostname === publicHost ||
    (domain !== undefined && (hostname === domain || hostname.endsWith(`.${domain}`)));
  if (!isName) return false;
  // On the default ports, one usually redirects to the other.
  const publicPorts = url === null || url.port === '' ? [80, 443] : [Number(url.port)];
  return [...publicPorts, own.port()].includes(port);
}

/** Whether the address and port are those on which this server listens, also if the address is contained in another one. */
export function isOwnAddress(bytes: readonly number[], port: number, own: OwnServer): boolean {
  if (port !== own.port()) return false;
  const local = own.addresses().flatMap((address) => parseIpAddress(address) ?? []);
  return judgeAddress({ bytes }).some(
    (judged) =>
      judged.kind === 'loopback' ||
      judged.kind === 'unspecified' ||
      local.some((address) => sameBytes(address.bytes, judged.bytes)),
  );
}

export function sameBytes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
