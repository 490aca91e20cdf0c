import { parseIpAddress } from './ip-address.ts';
import { type IpRange, isInRanges, parseIpRanges } from './ip-range.ts';

/** A host, or a range of addresses, on one port or on every port (null). */
export type HostListEntry =
  | { readonly kind: 'host'; readonly host: string; readonly port: number | null }
  | { readonly kind: 'range'; readonly range: IpRange; readonly port: number | null };

/** The entries of a setting, and a sentence for each piece of it that is none. */
export type HostList = { readonly entries: readonly HostListEntry[]; readonly errors: readonly string[] };

/**
 * Reads a list of hosts, addresses and ranges separated by commas or white space: `api.internal`, `api.internal:8080`,
 * `10.1.2.3`, `10.1.2.3:8080`, `[fd00::1]:8080`, `10.0.0.0/8`, and the names `loopback` and `private` of `parseIpRanges`.
 */
export function parseHostList(text: string): HostList {
  const entries: HostListEntry[] = [];
  const errors: string[] = [];
  for (const piece of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const read = parseEntry(piece);
    if (typeof read === 'string') errors.push(read);
    else entries.push(...read);
  }
  return { entries, errors };
}

/** Whether an entry names this address on this port, alone or in a range. */
export function namesAddress(entry: HostListEntry, bytes: readonly number[], port: number): boolean {
  return entry.kind === 'range' && isOnPort(entry, port) && isInRanges({ bytes, zone: null }, [entry.range]);
}

/** Whether an entry names exactly this address and no other. */
export function namesOnlyAddress(entry: HostListEntry, bytes: readonly number[], port: number): boolean {
  return (
    namesAddress(entry, bytes, port) && entry.kind === 'range' && entry.range.prefix === bytes.length * 8
  );
}

/** Whether an entry names this host, which is no address, on this port. */
export function namesHost(entry: HostListEntry, host: string, port: number): boolean {
  return entry.kind === 'host' && entry.host === host && isOnPort(entry, port);
}

function isOnPort({ port }: HostListEntry, wanted: number): boolean {
  return port === null || port === wanted;
}

function parseEntry(piece: string): HostListEntry[] | string {
  if (/^(?:loopback|private)$/i.test(piece) || piece.includes('/')) return rangesOf(piece, null);
  if (parseIpAddress(piece) !== null) return rangesOf(piece, null);
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(piece) ?? [];
  const name = bracketed ?? plain ?? '';
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port === 0 || port > 65_535)) return `${piece} has a port that does not exist`;
  if (parseIpAddress(name) !== null) return rangesOf(name, port);
  const host = bracketed === undefined ? hostName(name) : null;
  if (host !== null) return [{ kind: 'host', host, port }];
  return `${piece} is not a host, a host with a port, an address or a range such as 10.0.0.0/8`;
}

function rangesOf(text: string, port: number | null): HostListEntry[] | string {
  const { ranges, errors } = parseIpRanges(text);
  return errors.length > 0 ? errors.join('; ') : ranges.map((range) => ({ kind: 'range', range, port }));
}

/** A host name as URLs have it: lower-case ASCII, no trailing dot. Null for other text, and for spellings of addresses. */
function hostName(text: string): string | null {
  if (!/^[^\s/?#@\\:*]+$/.test(text) || !URL.canParse(`http://${text}/`)) return null;
  const host = new URL(`http://${text}/`).hostname.replace(/\.$/, '');
  return parseIpAddress(host) === null && host !== '' ? host : null;
}
