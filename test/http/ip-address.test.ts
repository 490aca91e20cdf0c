import { isIP, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpAddress, parseIpAddress } from '#lib/http/ip-address.ts';

const normal = (text: string) => {
  const address = parseIpAddress(text);
  return address && formatIpAddress(address);
};

describe('parseIpAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['::192.0.2.1', '::c000:201'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['fe80::1%25', 'fe80::1%25'],
    ['::ffff:192.0.2.1%eth0', '192.0.2.1'],
  ])('reads %s as %s', (text, expected) => {
    expect(normal(text)).toBe(expected);
  });

  it.each([
    '',
    ':',
    ':::',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.04',
    '0x7f.0.0.1',
    '2130706433',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1.2.3.4:80',
    '[::1]',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::1:2:3:4:5:6:7:8',
    '12345::',
    '::g',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '::1.2.3',
    'fe80::1%',
    'fe80::1%a b',
    '192.0.2.1%eth0',
    'localhost',
  ])('is null for %j', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });

  it('agrees with Node on what an address is', () => {
    const pieces = ['0', '1', 'ffff', 'a', ':', '::', '.', '1.2.3.4', '255', '256', '00'];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((chosen) => chosen.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.ipV4(), fc.ipV6(), fc.ipV4Extended()), (sent) => {
        expect(parseIpAddress(sent) !== null).toBe(isIP(sent) !== 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('writes an address as Node does, whichever way it was written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (sent) => {
        const written = normal(sent)!;
        expect(normal(written)).toBe(written);
        const isPlain = !written.includes('.') && !/^::[\da-f:]+$/.test(written);
        // The C library writes what begins with twelve zero bytes as IPv4, which RFC 5952 §5 does not ask for.
        if (isPlain) expect(written).toBe(new SocketAddress({ address: sent, family: 'ipv6' }).address);
      }),
      { numRuns: 2000 },
    );
  });
});
