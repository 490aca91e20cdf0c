import { describe, expect, test } from 'vitest';
import { BlockList, readRange } from '#lib/access/limits/blocks.ts';
import { openRateCounters } from '#lib/access/limits/rate-counters.ts';
import { senderKey } from '#lib/access/limits/sender-key.ts';
import { limitTokenGuesses } from '#lib/access/limits/token-guesses.ts';
import { checkBinCreation } from '#lib/access/may-create-bins.ts';
import { tokenMatches } from '#lib/access/token.ts';
import type { Block } from '#lib/model/block.ts';
import { parseRate, rateWords } from '#lib/model/rate.ts';

const off = {
  perBin: null,
  perAddress: null,
  perKey: null,
  create: null,
  sentPerBin: null,
  bytesPerAddress: null,
};

describe('a rate', () => {
  test.for([
    ['600/s', 600, 1, '600 requests per second'],
    ['100/10s', 100, 10, '100 requests per 10 seconds'],
    ['60/M', 60, 60, '60 requests per minute'],
    [' 5/d ', 5, 86_400, '5 requests per day'],
  ] as const)('%s is read', ([text, count, seconds, words]) => {
    expect(parseRate(text)).toEqual({ count, seconds });
    expect(rateWords({ count, seconds }, 'requests')).toBe(words);
  });

  test.for(['', '600', '600/', '0/s', '5/0s', '-1/s', '1.5/s', '5/y', '5 per s'])('%j is none', (text) => {
    expect(parseRate(text)).toBeNull();
  });
});

describe('a sender', () => {
  test('is an IPv4 address, or the /64 of an IPv6 one, however it is written', () => {
    expect(senderKey('192.0.2.7')).toBe('192.0.2.7');
    expect(senderKey('::ffff:192.0.2.7')).toBe('192.0.2.7');
    const one = senderKey('2001:db8:1:2::1');
    expect(senderKey('2001:0DB8:1:2:ffff:ffff:ffff:ffff')).toBe(one);
    expect(senderKey('2001:db8:1:3::1')).not.toBe(one);
    expect(senderKey('')).toBe('');
  });
});

describe('blocks', () => {
  const block = (kind: Block['kind'], value: string, expiresAt: number | null = null): Block => ({
    id: 1,
    kind,
    value,
    reason: null,
    createdAt: 0,
    expiresAt,
  });
  const keepsOut = (range: string, address: string, now = 0) =>
    new BlockList([block('range', readRange(range))]).ofAddress(address, now) !== null;

  test.for([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.0/24', '::ffff:192.0.2.9', true],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:DB8:0::1', true],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.1', false],
    ['::/0', '', false],
  ] as const)('%s and %s: %s', ([range, address, expected]) => {
    expect(keepsOut(range, address)).toBe(expected);
  });

  test('last until the moment they expire', () => {
    const blocks = new BlockList([block('range', '192.0.2.0/24', 5000), block('slug', 'x7k2', 5000)]);
    expect(blocks.ofAddress('192.0.2.1', 4999)).not.toBeNull();
    expect(blocks.ofAddress('192.0.2.1', 5000)).toBeNull();
    expect(blocks.ofSlug('x7k2', 4999)).not.toBeNull();
    expect(blocks.ofSlug('x7k2', 5000)).toBeNull();
  });

  test.for([
    ['nonsense', 'is not an address'],
    ['10.0.0.5/8', 'write 10.0.0.0/8'],
    ['10.0.0.0/33', 'must end in a number of bits'],
    ['10.0.0.0/8, 192.0.2.0/24', 'must be a single address or range'],
    ['loopback', 'must be a single address or range'],
  ] as const)('%s is refused in words', ([text, words]) => {
    expect(() => readRange(text)).toThrow(words);
  });
});

describe('a token', () => {
  test('is right or wrong, whatever its length, and nothing is right where none is set', () => {
    expect(tokenMatches('0123456789abcdef', '0123456789abcdef')).toBe(true);
    for (const wrong of [null, '', '0123456789abcdeF', '0123456789abcde', '0'.repeat(100_000)])
      expect(tokenMatches(wrong, '0123456789abcdef')).toBe(false);
    for (const given of [null, '', 'x']) expect(tokenMatches(given, undefined)).toBe(false);
  });

  test.for([
    ['open', null, null],
    ['token', null, 'creation-needs-token'],
    ['token', 'wrong', 'creation-needs-token'],
    ['token', 'create', null],
    ['token', 'admin', null],
    ['none', null, 'creation-closed'],
    ['none', 'create', 'creation-closed'],
    ['none', 'admin', null],
  ] as const)('where CREATE=%s, with %s: %s', ([create, token, code]) => {
    const asked = () => checkBinCreation(token, { create, createToken: 'create', adminToken: 'admin' });
    if (code) expect(asked).toThrow(expect.objectContaining({ code }));
    else expect(asked).not.toThrow();
  });

  test('may be guessed ten times a minute from an address; then not even the right one is looked at', async () => {
    const limits = openRateCounters(off, null);
    const attempt = (address: string, token: string | null, right: boolean) =>
      limitTokenGuesses(limits, address, token, () => {
        if (!right) throw new Error('wrong');
      }).then(
        () => 'in',
        (error) => (error as { code?: string; message: string }).code ?? error.message,
      );
    for (let count = 0; count < 10; count += 1) expect(await attempt('192.0.2.1', 'x', false)).toBe('wrong');
    expect(await attempt('192.0.2.1', 'x', true)).toBe('rate-limited');
    expect(await attempt('192.0.2.2', 'x', true)).toBe('in');
    // No token at all is no guess.
    for (let count = 0; count < 20; count += 1) expect(await attempt('192.0.2.3', null, false)).toBe('wrong');
    expect(await attempt('192.0.2.3', 'x', true)).toBe('in');
  });
});
