import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffJson } from '#lib/diff/json.ts';

/** The changes as a reader would note them: `~ $.a 1 → 2`. */
function noted(before: string, after: string): string[] {
  return diffJson(before, after)!.changes.map(({ kind, where, before: was, after: is, volatile }) => {
    const sign = { added: '+', removed: '-', changed: '~' }[kind];
    return `${sign} ${where} ${[was, is].filter((text) => text !== null).join(' → ')}${volatile ? ' (volatile)' : ''}`;
  });
}

test('members are compared by name, whatever their order and the white space between them', () => {
  expect(noted('{"a":1,"b":[true]}', '{ "b": [ true ], "a": 1 }')).toEqual([]);
  expect(noted('{"a":1,"b":2}', '{"b":3,"c":null}')).toEqual(['~ $.b 2 → 3', '+ $.c null', '- $.a 1']);
});

test('numbers are compared by their digits, strings by what they say', () => {
  expect(noted('[12345678901234567890]', '[12345678901234567891]')).toEqual([
    '~ $[0] 12345678901234567890 → 12345678901234567891 (volatile)',
  ]);
  expect(noted('{"a":1.0}', '{"a":1}')).toEqual(['~ $.a 1.0 → 1']);
  expect(noted('{"a":"\\u0041"}', '{"a":"A"}')).toEqual([]);
});

test('an inserted element is one change, whatever it moves', () => {
  expect(noted('["a","b","c"]', '["a","x","b","c"]')).toEqual(['+ $[1] "x"']);
  expect(noted('["a","b","c"]', '["a","c"]')).toEqual(['- $[1] "b"']);
  expect(noted('[{"v":1},{"v":2}]', '[{"v":1},{"v":3}]')).toEqual(['~ $[1].v 2 → 3']);
});

test('elements that name themselves are compared with the one of the same name', () => {
  const before = '[{"id":1,"qty":1},{"id":2,"qty":5}]';
  expect(noted(before, '[{"id":2,"qty":6},{"id":1,"qty":1},{"id":3,"qty":1}]')).toEqual([
    '~ $[0].qty 5 → 6',
    '+ $[2] {"id":3,"qty":1}',
  ]);
});

test('names that need quoting are quoted, names that come twice are compared in order', () => {
  expect(noted('{"a b":{"":1}}', '{"a b":{"":2}}')).toEqual(['~ $["a b"][""] 1 → 2']);
  expect(noted('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual(['~ $.a 2 → 3']);
});

describe('ids, times and signatures count as volatile', () => {
  test.each([
    ['a UUID', '"4b1f7f6e-8c5e-4a53-9f3a-0d2c5b1d7e11"', '"0a1f7f6e-8c5e-4a53-9f3a-0d2c5b1d7e12"', true],
    ['a time', '"2026-11-23T08:41:09+01:00"', '"2026-11-24T08:41:09.123Z"', true],
    ['an epoch', '1763887269', '1763887270', true],
    ['an id of Stripe', '"evt_1Nz2abcdE"', '"evt_9Xy2abcdF"', true],
    [
      'a commit',
      '"9f2c1e7ab04d5c81f7e3a6b2d90c4e15a8f7b633"',
      '"41d8ee02c7f3a19be6d50c28f4b7a93e1d06c5f8"',
      true,
    ],
    ['a word', '"paid"', '"failed"', false],
    ['an amount', '1200', '1300', false],
    ['a sentence', '"Fix the race in reconnect"', '"Fix the race in announce"', false],
    ['a url', '"https://example.test/a1"', '"https://example.test/b2"', false],
  ])('%s', (_, before, after, volatile) => {
    expect(diffJson(`{"v":${before}}`, `{"v":${after}}`)!.changes[0]!.volatile).toBe(volatile);
  });

  test('a count under a name that says id', () => {
    expect(noted('{"order_id":17,"total":17}', '{"order_id":18,"total":18}')).toEqual([
      '~ $.order_id 17 → 18 (volatile)',
      '~ $.total 17 → 18',
    ]);
  });
});

test('what is not JSON is not compared as JSON', () => {
  expect(diffJson('{"a":1', '{"a":1}')).toBeNull();
});

test('texts with nothing in common, very deep or very long come to an end', () => {
  const deep = (leaf: number) => `${'['.repeat(50_000)}${leaf}${']'.repeat(50_000)}`;
  expect(diffJson(deep(1), deep(2))!.changes).toHaveLength(1);
  const long = (from: number) => JSON.stringify(Array.from({ length: 20_000 }, (_, at) => at + from));
  const { changes, more } = diffJson(long(0), long(1_000_000))!;
  expect([changes.length, more]).toEqual([2000, true]);
}, 20_000);

test('a text differs from itself in nothing, and from another in something, both ways', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (one, other) => {
      expect(noted(one, one)).toEqual([]);
      const there = diffJson(one, other)!.changes.length > 0;
      const back = diffJson(other, one)!.changes.length > 0;
      expect(there).toBe(back);
      // Objects are equal whatever the order of their members, which is what toEqual says too.
      expect(there).toBe(!isEqual(JSON.parse(one), JSON.parse(other)));
    }),
  );
});

function isEqual(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
