import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpAddress } from '#lib/http/ip-address.ts';
import { isInRanges, parseIpRanges } from '#lib/http/ip-range.ts';

function contains(list: string, address: string): boolean {
  const { ranges, errors } = parseIpRanges(list);
  expect(errors).toEqual([]);
  return isInRanges(parseIpAddress(address)!, ranges);
}

describe('parseIpRanges', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.6', false],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '127.0.0.1', false],
    ['2001:db8::/33', '2001:db8:7fff::', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['10.0.0.0/8, ::1', '::1', true],
    [' 10.0.0.0/8\n192.0.2.0/24,,', '192.0.2.1', true],
    ['', '127.0.0.1', false],
    ['loopback', '127.9.9.9', true],
    ['Loopback', '::1', true],
    ['loopback', '10.0.0.1', false],
    ['private', '10.0.0.1', true],
    ['private', '172.31.255.255', true],
    ['private', '172.32.0.0', false],
    ['private', '192.168.1.1', true],
    ['private', 'fd00::1', true],
    ['private', '127.0.0.1', false],
    ['private', 'fe80::1', false],
    ['10.0.0.0/8', '::ffff:10.1.1.1', true],
    ['::ffff:10.0.0.0/104', '10.1.1.1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
  ])('%j has %s: %s', (list, address, expected) => {
    expect(contains(list, address)).toBe(expected);
  });

  it.each([
    ['10.0.0', '10.0.0 is not an address, a range such as 10.0.0.0/8, loopback or private'],
    ['proxy.example', 'proxy.example is not an address, a range such as 10.0.0.0/8, loopback or private'],
    ['constructor', 'constructor is not an address, a range such as 10.0.0.0/8, loopback or private'],
    ['*', '* is not an address, a range such as 10.0.0.0/8, loopback or private'],
    ['[::1]', '[::1] is not an address, a range such as 10.0.0.0/8, loopback or private'],
    ['10.0.0.0/', '10.0.0.0/ is not an address, a range such as 10.0.0.0/8, loopback or private'],
    [
      '10.0.0.0/255.0.0.0',
      '10.0.0.0/255.0.0.0 is not an address, a range such as 10.0.0.0/8, loopback or private',
    ],
    ['10.0.0.0/33', '10.0.0.0/33 must end in a number of bits, /0 to /32'],
    ['::/129', '::/129 must end in a number of bits, /0 to /128'],
    ['::ffff:10.0.0.0/8', '::ffff:10.0.0.0/8 must end in a number of bits, /96 to /128'],
    ['10.0.0.1/8', '10.0.0.1/8 has bits set after the first 8: write 10.0.0.0/8, or the address alone'],
    [
      '2001:db8::1/32',
      '2001:db8::1/32 has bits set after the first 32: write 2001:db8::/32, or the address alone',
    ],
    ['fe80::%eth0/10', 'fe80::%eth0/10 has a zone, which a range cannot have: leave out %eth0'],
  ])('says what is wrong with %j', (text, error) => {
    expect(parseIpRanges(`127.0.0.1, ${text}`)).toMatchObject({ ranges: [{ prefix: 32 }], errors: [error] });
  });

  it('agrees with Node on which addresses a range has', () => {
    const v4 = fc.record({ base: fc.ipV4(), other: fc.ipV4(), bits: fc.nat(32) });
    const v6 = fc.record({ base: fc.ipV6(), other: fc.ipV6(), bits: fc.nat(128) });
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.boolean(), ({ base, other, bits }, near) => {
        const family = base.includes(':') ? 'ipv6' : 'ipv4';
        const fixed = /write (\S+),/.exec(parseIpRanges(`${base}/${bits}`).errors[0] ?? '')?.[1];
        const range = fixed ?? `${base}/${bits}`;
        const [network = '', prefix = ''] = range.split('/');
        fc.pre(!(family === 'ipv6' && parseIpAddress(base)!.bytes.length === 4));
        const block = new BlockList();
        block.addSubnet(network, Number(prefix), family);
        const address = near ? base : other;
        expect(contains(range, address)).toBe(block.check(address, family));
      }),
      { numRuns: 2000 },
    );
  });
});
