import { describe, expect, test } from 'vitest';
import { namesAddress, namesHost, namesOnlyAddress, parseHostList } from '#lib/http/host-list.ts';

const bytes = { local: [127, 0, 0, 1], ten: [10, 1, 2, 3], v6: [0xfd, ...new Array(14).fill(0), 1] };

test('a list has hosts, addresses and ranges, separated by commas or spaces', () => {
  const { entries, errors } = parseHostList(' api.internal, 10.0.0.0/8\n[fd00::1]:80 loopback,, ');
  expect(errors).toEqual([]);
  expect(entries.map(({ kind, port }) => [kind, port])).toEqual([
    ['host', null],
    ['range', null],
    ['range', 80],
    ['range', null],
    ['range', null],
  ]);
});

describe('an entry names', () => {
  test.each<[string, string, number, boolean]>([
    ['api.internal', 'api.internal', 1, true],
    ['API.Internal.', 'api.internal', 1, true],
    ['bücher.example', 'xn--bcher-kva.example', 1, true],
    ['api.internal:80', 'api.internal', 80, true],
    ['api.internal:80', 'api.internal', 81, false],
    ['internal', 'api.internal', 80, false],
    ['10.1.2.3', '10.1.2.3', 80, false],
  ])('%s: the host %s on port %i: %s', (text, host, port, expected) => {
    expect(parseHostList(text).entries.some((entry) => namesHost(entry, host, port))).toBe(expected);
  });

  test.each<[string, keyof typeof bytes, number, boolean, boolean]>([
    ['10.1.2.3', 'ten', 80, true, true],
    ['10.1.2.3:80', 'ten', 80, true, true],
    ['10.1.2.3:80', 'ten', 81, false, false],
    ['::ffff:10.1.2.3', 'ten', 80, true, true],
    ['[::ffff:10.1.2.3]:80', 'ten', 80, true, true],
    ['10.1.2.3/32', 'ten', 80, true, true],
    ['10.0.0.0/8', 'ten', 80, true, false],
    ['0.0.0.0/0', 'ten', 80, true, false],
    ['::/0', 'ten', 80, false, false],
    ['private', 'ten', 80, true, false],
    ['LOOPBACK', 'local', 80, true, false],
    ['fd00::1', 'v6', 80, true, true],
    ['[fd00::1]', 'v6', 80, true, true],
    ['[fd00::1]:443', 'v6', 80, false, false],
    ['fd00::/8', 'v6', 80, true, false],
    ['ten.example', 'ten', 80, false, false],
  ])('%s: the address %s on port %i: %s, and no other: %s', (text, address, port, named, only) => {
    const { entries } = parseHostList(text);
    expect(entries.some((entry) => namesAddress(entry, bytes[address], port))).toBe(named);
    expect(entries.some((entry) => namesOnlyAddress(entry, bytes[address], port))).toBe(only);
  });
});

test.each([
  ...[
    '10.0.0.1/8',
    '10.0.0.0/33',
    'http://a.example',
    'a.example/x',
    'a.example:0',
    'a.example:65536',
    'a.example:',
  ],
  ...[
    'a:b:c',
    '*.example',
    'user@a.example',
    '[a.example]:80',
    '[10.0.0.1',
    '0x7f.1',
    '2130706433',
    '127.1',
    'fe80::1%eth0',
  ],
])('%s is no entry, and a sentence says so', (text) => {
  const { entries, errors } = parseHostList(text);
  expect(entries).toEqual([]);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(text.slice(0, 5));
});
