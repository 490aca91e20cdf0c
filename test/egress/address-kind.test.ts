import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOfAddress } from '#lib/egress/address-kind.ts';
import { parseIpAddress } from '#lib/http/ip-address.ts';

const kindOf = (text: string) => kindOfAddress(parseIpAddress(text)!);

test.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['64:ff9b::8.8.8.8', 'public'],
  ['::ffff:8.8.8.8', 'public'],
  ['2606:4700::5efe:8.8.8.8', 'public'],
  // What an allowed wrapper leads to is what counts for who may see the response.
  ['64:ff9b::127.0.0.1', 'loopback'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['2606:4700::5efe:10.0.0.1', 'private'],
  ['2002:808:808::', 'translated'],
  ['::8.8.8.8', 'translated'],
  ['2001::1', 'translated'],
  ['172.15.255.255', 'public'],
  ['172.32.0.0', 'public'],
  ['100.63.255.255', 'public'],
  ['100.128.0.0', 'public'],
  ['169.253.255.255', 'public'],
  ['192.0.1.0', 'public'],
  ['198.17.255.255', 'public'],
  ['198.20.0.0', 'public'],
  ['223.255.255.255', 'public'],
  ['168.63.129.17', 'public'],
  ['100.100.100.201', 'shared'],
  ['fd00:ec2::255', 'private'],
])('%s is %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test('a mapped address and its NAT64 form are of the kind of the IPv4 address', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const kind = kindOf(text);
      expect(kindOf(`::ffff:${text}`)).toBe(kind);
      expect(kindOf(`64:ff9b::${text}`)).toBe(kind);
    }),
  );
});

test('no IPv6 address outside 2000::/3 is public, but for those of 64:ff9b::/96', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
      const bytes = [...random];
      if (bytes[0]! >> 5 === 1) bytes[0] = bytes[0]! ^ 0x80;
      expect(kindOfAddress({ bytes })).not.toBe('public');
    }),
  );
});
