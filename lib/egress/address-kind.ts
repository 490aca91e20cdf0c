import ipaddr from 'ipaddr.js';
import type { IpAddress } from '#lib/http/ip-address.ts';
import { type IpRange, isInRanges, parseIpRanges } from '#lib/http/ip-range.ts';

/**
 * What an address is for. `metadata`: services of a cloud that give its machines their credentials. `translated`: IPv6 addresses
 * that gateways turn into IPv4 connections.
 */
export const addressKinds = {
  public: 'a public address',
  metadata: 'an address of a cloud metadata service',
  loopback: 'a loopback address',
  private: 'an address of a private network',
  shared: 'an address of a shared network (RFC 6598)',
  'link-local': 'a link-local address',
  multicast: 'a multicast or broadcast address',
  unspecified: 'the unspecified address or one of its network (0.0.0.0/8)',
  translated: 'an IPv6 address that stands for an IPv4 address',
  reserved: 'a reserved address',
} as const;

export type AddressKind = keyof typeof addressKinds;

/** An address and its kind. Addresses that contain others are allowed only if these are. */
export type JudgedAddress = { readonly bytes: readonly number[]; readonly kind: AddressKind };

const range = (text: string): readonly IpRange[] => parseIpRanges(text).ranges;

/**
 * Addresses of metadata services, which no range may allow: link-local IPv4 as a whole (AWS, Google, Azure, Oracle, ECS
 * credentials at 169.254.170.2), Alibaba, the WireServer of Azure, Oracle, AWS and EKS over IPv6, Google over IPv6, OpenStack.
 */
const metadata = range(
  '169.254.0.0/16 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd00:ec2::23 fd20:ce::254 fe80::a9fe:a9fe',
);

/** IPv6 addresses that are assigned to networks (RFC 4291 §2.4); all others are reserved. */
const globalUnicast = range('2000::/3');
const natPrefix = range('64:ff9b::/96');
const localNatPrefix = range('64:ff9b:1::/48');
const sixToFour = range('2002::/16');
const teredo = range('2001::/32');
/** `::a.b.c.d` (RFC 4291 §2.5.5.1) and `::ffff:0:a.b.c.d` (RFC 2765 §2.1). */
const inLastBytes = range('::/96 ::ffff:0:0:0/96');

/** The names that `ipaddr.js` gives to ranges, as kinds. Names that are missing here are reserved. */
const kindsOfRanges: Readonly<Record<string, AddressKind>> = {
  unicast: 'public',
  unspecified: 'unspecified',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  carrierGradeNat: 'shared',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'multicast',
};

/**
 * The address and the IPv4 addresses it contains, each with its kind: IPv4-compatible (RFC 4291 §2.5.5.1), IPv4-translated
 * (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). IPv4-mapped addresses are IPv4 already
 * (`parseIpAddress`).
 */
export function judgeAddress({ bytes }: Pick<IpAddress, 'bytes'>): readonly JudgedAddress[] {
  const own = { bytes, kind: kindOf(bytes) };
  const contained = bytes.length === 4 ? [] : containedIn(bytes);
  const hidden = bytes.length === 4 ? [] : possiblyContainedIn(bytes).filter(isMetadata);
  return [
    own,
    ...contained.map((inner) => ({ bytes: inner, kind: kindOf(inner) })),
    ...hidden.map((inner) => ({ bytes: inner, kind: 'metadata' as const })),
  ];
}

/** The kind of an address as a whole: public only if the addresses it contains are public too. */
export function kindOfAddress(address: Pick<IpAddress, 'bytes'>): AddressKind {
  return judgeAddress(address).find(({ kind }) => kind !== 'public')?.kind ?? 'public';
}

function isMetadata(bytes: readonly number[]): boolean {
  return isInRanges({ bytes, zone: null }, metadata);
}

function kindOf(bytes: readonly number[]): AddressKind {
  const isIn = (ranges: readonly IpRange[]) => isInRanges({ bytes, zone: null }, ranges);
  if (isMetadata(bytes)) return 'metadata';
  const kind = kindsOfRanges[ipaddr.fromByteArray([...bytes]).range()] ?? 'reserved';
  if (bytes.length === 4) return kind;
  // With DNS64, names of public IPv4 servers resolve to this prefix: the address is as public as the one it contains.
  if (isIn(natPrefix)) return 'public';
  if (kind === 'loopback' || kind === 'unspecified') return kind;
  if (isIn([...localNatPrefix, ...sixToFour, ...teredo, ...inLastBytes])) return 'translated';
  return kind === 'public' && !isIn(globalUnicast) ? 'reserved' : kind;
}

/** The IPv4 addresses that an IPv6 address contains at a known place. */
function containedIn(bytes: readonly number[]): (readonly number[])[] {
  const isIn = (ranges: readonly IpRange[]) => isInRanges({ bytes, zone: null }, ranges);
  const found: (readonly number[])[] = [];
  const isShort = bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15]! <= 1;
  if (!isShort && isIn([...natPrefix, ...inLastBytes])) found.push(bytes.slice(12));
  if (isIn(sixToFour)) found.push(bytes.slice(2, 6));
  // The interface identifier of ISATAP, 0:5efe or 200:5efe, below any prefix (RFC 5214 §6.1).
  if ((bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe)
    found.push(bytes.slice(12));
  return found;
}

/**
 * IPv4 addresses that an IPv6 address may contain, depending on how its network is set up: a local NAT64 prefix of any length (RFC
 * 6052 §2.2), server and client of Teredo (RFC 4380 §4). They count only as metadata addresses, since another reading is likely.
 */
function possiblyContainedIn(bytes: readonly number[]): (readonly number[])[] {
  const isIn = (ranges: readonly IpRange[]) => isInRanges({ bytes, zone: null }, ranges);
  const at = (...places: number[]) => places.map((place) => bytes[place]!);
  if (isIn(localNatPrefix)) return [at(6, 7, 9, 10), at(7, 9, 10, 11), at(9, 10, 11, 12), at(12, 13, 14, 15)];
  if (isIn(teredo)) return [at(4, 5, 6, 7), at(12, 13, 14, 15).map((byte) => byte ^ 0xff)];
  return [];
}
