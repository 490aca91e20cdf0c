import { formatIpAddress, type IpAddress, parseIpAddress } from './ip-address.ts';

/** Addresses that begin with the same bits (CIDR, RFC 4632 §3.1, RFC 4291 §2.3). */
export type IpRange = {
  /** Four bytes for IPv4, sixteen for IPv6, zero after the prefix. */
  readonly bytes: readonly number[];
  /** How many bits they share. */
  readonly prefix: number;
};

/** Ranges that have a name: RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3; RFC 1918 and RFC 4193. */
const names = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/** Ranges written in a setting, and a sentence for each piece of it that is none. */
export type IpRangeList = { readonly ranges: readonly IpRange[]; readonly errors: readonly string[] };

/**
 * Reads a list of addresses, ranges and names separated by commas or white space: `10.0.0.0/8, ::1, loopback`. An
 * address alone is the range of that one.
 */
export function parseIpRanges(text: string): IpRangeList {
  const ranges: IpRange[] = [];
  const errors: string[] = [];
  for (const piece of text.split(/[\s,]+/).filter((part) => part !== '')) {
    for (const written of names.get(piece.toLowerCase()) ?? [piece]) {
      const range = parseIpRange(written);
      if (typeof range === 'string') errors.push(range);
      else ranges.push(range);
    }
  }
  return { ranges, errors };
}

/** Whether an address is in one of the ranges. Its zone does not count. */
export function isInRanges(address: IpAddress, ranges: readonly IpRange[]): boolean {
  return ranges.some(
    ({ bytes, prefix }) =>
      bytes.length === address.bytes.length && sameBits(masked(address.bytes, prefix), bytes),
  );
}

/** A range, or a sentence that says why the text is none. */
function parseIpRange(text: string): IpRange | string {
  const [, base = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseIpAddress(base);
  if (address === null) return `${text} is not an address, a range such as 10.0.0.0/8, loopback or private`;
  if (address.zone !== null)
    return `${text} has a zone, which a range cannot have: leave out %${address.zone}`;
  const bits = address.bytes.length * 8;
  const before = mappedBits(base, address);
  const prefix = digits === undefined ? bits : Number(digits) - before;
  if (prefix < 0 || prefix > bits)
    return `${text} must end in a number of bits, /${before} to /${before + bits}`;
  const bytes = masked(address.bytes, prefix);
  if (!sameBits(bytes, address.bytes)) {
    const meant = formatIpAddress({ bytes, zone: null });
    return `${text} has bits set after the first ${prefix}: write ${meant}/${prefix}, or the address alone`;
  }
  return { bytes, prefix };
}

/** How many bits are before an IPv4 address that is written as IPv6: `::ffff:10.0.0.0/104` is `10.0.0.0/8`. */
function mappedBits(written: string, address: IpAddress): number {
  return address.bytes.length === 4 && written.includes(':') ? 96 : 0;
}

function masked(bytes: readonly number[], prefix: number): number[] {
  return bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * index))));
}

function sameBits(a: readonly number[], b: readonly number[]): boolean {
  return a.every((byte, index) => byte === b[index]);
}
