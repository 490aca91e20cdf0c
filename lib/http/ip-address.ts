/** An IP address. */
export type IpAddress = {
  /** Four bytes for IPv4, sixteen for IPv6. */
  readonly bytes: readonly number[];
  /** The zone of an IPv6 address (RFC 4007 §11), which means something on its own machine alone; else null. */
  readonly zone: string | null;
};

/**
 * Reads an address: IPv4 in dotted decimal (no leading zeros, which some read as octal: RFC 6943 §3.1.1), or IPv6 (RFC 4291
 * §2.2) with or without a zone (`fe80::1%eth0`). IPv4 mapped into IPv6 (RFC 4291 §2.5.5.2) is the IPv4 it is, so that
 * no address has two forms. Null when the text is none.
 */
export function parseIpAddress(text: string): IpAddress | null {
  const v4 = parseV4(text);
  if (v4 !== null) return { bytes: v4, zone: null };
  const [, digits = '', zone = null] = /^([\da-f:.]{2,45})(?:%([\w.~-]{1,64}))?$/i.exec(text) ?? [];
  const v6 = parseV6(digits);
  if (v6 === null) return null;
  return isMapped(v6) ? { bytes: v6.slice(12), zone: null } : { bytes: v6, zone };
}

/** The address as text: dotted decimal, or as RFC 5952 writes IPv6. */
export function formatIpAddress({ bytes, zone }: IpAddress): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (bytes[2 * index]! << 8) | bytes[2 * index + 1]!);
  return `${compressed(groups)}${zone === null ? '' : `%${zone}`}`;
}

function parseV4(text: string): number[] | null {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  const isStrict = octets?.every((octet) => Number(octet) < 256 && String(Number(octet)) === octet);
  return octets && isStrict ? octets.map(Number) : null;
}

function parseV6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [before, after] = [groupBytes(halves[0]!), groupBytes(halves[1] ?? '')];
  if (before === null || after === null) return null;
  // Only what ends the address may be written as IPv4.
  if (halves.length === 2 && halves[0]!.includes('.')) return null;
  const left = 16 - before.length - after.length;
  if (halves.length === 1) return left === 0 ? before : null;
  return left > 0 ? [...before, ...new Array<number>(left).fill(0), ...after] : null;
}

/** The bytes of groups between colons; the last may be an IPv4 address. */
function groupBytes(text: string): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const last = groups.at(-1)!;
  const v4 = parseV4(last);
  const plain = v4 === null ? groups : groups.slice(0, -1);
  if (!plain.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  const numbers = plain.map((group) => Number.parseInt(group, 16));
  return [...numbers.flatMap((number) => [number >> 8, number & 0xff]), ...(v4 ?? [])];
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the first of the longest runs of two zero groups or more. */
function compressed(groups: readonly number[]): string {
  let start = 0;
  let longest = 0;
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > longest) [start, longest] = [from, to - from];
  }
  const written = groups.map((group) => group.toString(16));
  if (longest < 2) return written.join(':');
  return `${written.slice(0, start).join(':')}::${written.slice(start + longest).join(':')}`;
}
