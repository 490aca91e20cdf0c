import { describe, expect, it } from 'vitest';
import { bytesWords, evictedWords, expiryWords, keptWords } from '#components/bin/bin-words.ts';
import { leftWords } from '#components/frame/time-words.ts';

const hour = 3_600_000;

describe('how full a bin is', () => {
  it('is said with what it may keep', () => {
    expect(keptWords({ total: 1284, pinned: 3, capacity: 10_000 })).toBe('1,284 of 10,000 requests');
  });

  it('tells pinned ones apart once they are beyond that', () => {
    expect(keptWords({ total: 10_003, pinned: 3, capacity: 10_000 })).toBe(
      '10,000 of 10,000 requests, 3 pinned',
    );
    expect(keptWords({ total: 10_040, pinned: 3, capacity: 10_000 })).toBe(
      '10,037 of 10,000 requests, 3 pinned',
    );
  });

  it('is said in bytes, in the units of the limit, pinned ones not counted', () => {
    expect(bytesWords({ bytes: 12_500_000, pinnedBytes: 500_000, maxBytes: 2 ** 29 })).toBe(
      '11 MiB of 512 MiB',
    );
    expect(bytesWords({ bytes: 1_200_000_000, maxBytes: 2e9 })).toBe('1.2 GB of 2 GB');
  });
});

it('how long it is there yet is said in the two units that matter', () => {
  expect([167 * hour, 24 * hour, 2 * hour + 300_000, 720_000, 59_000, -5].map(leftWords)).toEqual([
    '6 d 23 h',
    '1 d',
    '2 h 5 min',
    '12 min',
    'less than a minute',
    'less than a minute',
  ]);
  expect(expiryWords('2026-01-08T00:00:00.000Z', Date.parse('2026-01-01T01:00:00Z'))).toBe(
    'expires in 6 d 23 h',
  );
  expect(expiryWords(null, 0)).toBe('never expires');
});

it('evicted requests are mentioned when there are some', () => {
  expect([evictedWords(0), evictedWords(1312)]).toEqual(['', '1,312 evicted']);
});
