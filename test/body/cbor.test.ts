import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cborFormat } from '#lib/body/cbor-messagepack/cbor-format.ts';
import { readItems } from '#lib/body/cbor-messagepack/item-rows.ts';
import { processorTime } from '../support/processor-clock.ts';
import { hex, laidOut, textOf } from './laid-out.ts';

const read = (bytes: Uint8Array, isSequence = false) => readItems(bytes, cborFormat(bytes, isSequence));

/** RFC 8949, appendix A. */
test.each([
  ['00', '0'],
  ['17', '23'],
  ['18 18', '24'],
  ['19 03e8', '1000'],
  ['1a 000f4240', '1000000'],
  ['1b 000000e8d4a51000', '1000000000000'],
  ['1b ffffffffffffffff', '18446744073709551615 ← 64-bit, shown exactly'],
  ['c2 49 010000000000000000', 'tag 2 9 bytes 01 00 00 00 00 00 00 00 00 ← the number 18446744073709551616'],
  ['3b ffffffffffffffff', '-18446744073709551616 ← beyond 64 bits, shown exactly'],
  ['c3 49 010000000000000000', 'tag 3 9 bytes 01 00 00 00 00 00 00 00 00 ← the number -18446744073709551617'],
  ['20', '-1'],
  ['38 63', '-100'],
  ['f9 0000', '0.0 ← 16-bit float'],
  ['f9 8000', '-0.0 ← 16-bit float'],
  ['f9 3c00', '1.0 ← 16-bit float'],
  ['fb 3ff199999999999a', '1.1'],
  ['f9 7bff', '65504.0 ← 16-bit float'],
  ['fa 47c35000', '100000.0 ← 32-bit float'],
  ['fb 7e37e43c8800759c', '1e+300'],
  ['f9 0001', '5.960464477539063e-8 ← 16-bit float'],
  ['f9 0400', '0.00006103515625 ← 16-bit float'],
  ['f9 7c00', 'Infinity ← 16-bit float'],
  ['f9 7e00', 'NaN ← 16-bit float'],
  ['fb fff0000000000000', '-Infinity'],
  ['f4', 'false'],
  ['f6', 'null'],
  ['f7', 'undefined'],
  ['f0', 'simple(16)'],
  ['f8 ff', 'simple(255)'],
  ['c0 74 323031332d30332d32315432303a30343a30305a', 'tag 0 "2013-03-21T20:04:00Z" ← date and time'],
  ['c1 1a 514b67b0', 'tag 1 1363896240 ← 2013-03-21T20:04:00Z'],
  ['c1 fb 41d452d9ec200000', 'tag 1 1363896240.5 ← 2013-03-21T20:04:00.5Z'],
  ['c1 38 00', 'tag 1 -1 ← 1969-12-31T23:59:59Z'],
  ['d8 18 45 6449455446', 'tag 24 5 bytes 64 49 45 54 46 ← CBOR in bytes ← as text: "dIETF"'],
  ['40', '0 bytes'],
  ['62 225c', '"\\"\\\\"'],
  ['62 c3bc', '"ü"'],
  ['80', '[]'],
  ['a0', '{}'],
  ['5f 42 0102 43 030405 ff', '5 bytes 01 02 03 04 05 ← in 2 chunks'],
  ['7f 65 7374726561 64 6d696e67 ff', '"streaming" ← in 2 chunks'],
  ['9f ff', '[]'],
  ['bf ff', '{}'],
])('%s is %s', (digits, line) => {
  const reading = read(hex(digits));
  expect(laidOut(reading)).toEqual([line]);
  expect(reading.fault).toBeNull();
});

test('containers without a count end at their break, and say how much is in them', () => {
  const reading = read(hex('bf 61 61 01 61 62 9f 02 03 ff ff'));
  expect(laidOut(reading)).toEqual(['{', '  "a": 1,', '  "b": [', '    2,', '    3', '  ]', '}']);
  expect(reading.row(0).opens).toMatchObject({ children: 2, closeLine: 6 });
  expect(reading.row(2).opens).toMatchObject({ children: 2, closeLine: 5 });
});

test('tags stand before what they are about, keys and containers too', () => {
  expect(laidOut(read(hex('d9d9f7 a1 c1 00 c0 80')))).toEqual([
    'tag 55799 { ← marks CBOR',
    '  tag 1 0: tag 0 [] ← 1970-01-01T00:00:00Z ← date and time',
    '}',
  ]);
});

test('a key of any kind that comes twice in a map is said to, in maps without a count too', () => {
  expect(laidOut(read(hex('bf c1 00 01 02 03 c1 00 9f ff 02 a1 02 00 ff')))).toEqual([
    '{',
    '  tag 1 0: 1, ← 1970-01-01T00:00:00Z',
    '  2: 3,',
    '  tag 1 0: [], ← 1970-01-01T00:00:00Z ← duplicate key',
    '  2: { ← duplicate key',
    '    2: 0',
    '  }',
    '}',
  ]);
});

test('a sequence is items one after the other; anything else ends with its value', () => {
  expect(laidOut(read(hex('01 61 61 81 02'), true))).toEqual(['1', '"a"', '[', '  2', ']']);
  expect(read(hex('01 61 61'), true).fault).toBeNull();
  const one = read(hex('01 61 61'));
  expect(laidOut(one)).toEqual(['1', '61 61']);
  expect(one.fault).toEqual({ offset: 1, message: 'the value has ended, and 2 bytes follow' });
});

/** RFC 8949, appendix F, but for what no decoder of data is told. */
test.each([
  ['a head is cut', '19 01', 2, 'the body ends inside the head of a number'],
  ['a text is cut', '64 61 62', 3, 'the body ends inside a text of 4 bytes, 2 of which are present'],
  ['pieces are cut', '5f 41 00', 3, 'the body ends inside a byte string in chunks'],
  ['an array is cut', '82 00', 2, /: 1 of its elements is missing$/],
  ['a break is missing', '9f 01', 2, 'the body ends inside an array that began at byte 0'],
  ['a tag is about nothing', 'c0', 1, 'the body ends where a tagged value is expected'],
  ['a break ends nothing', 'ff', 0, 'a break outside an item of indefinite length'],
  ['a break ends an array with a count', '82 00 ff', 2, 'a break outside an item of indefinite length'],
  ['a break is tagged', '9f c1 ff', 2, 'a break where a tagged value is expected'],
  ['a break is a value', 'bf 00 ff', 2, 'a break where a value is expected'],
  ['a piece is of another type', '5f 61 00 ff', 1, 'a chunk of a byte string is not valid'],
  ['a piece is in pieces', '5f 5f 41 00 ff ff', 1, 'a chunk of a byte string is not valid'],
  ['additional information is reserved', '1c', 0, 'additional information 28 is reserved'],
  ['a number has no value', '1f', 0, 'a number has no value'],
  ['a simple value is too long', 'f8 18', 0, 'the simple value 24 is written in two bytes'],
  ['a length is beyond any body', '5b ffffffffffffffff 00', 10, /^the body ends inside a byte string/],
])('where %s, it says so', (_what, digits, offset, message) => {
  const reading = read(hex(digits));
  reading.readUpTo(100);
  expect(reading.fault).toEqual({
    offset,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

test('what a library wrote is laid out as JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reading = read(encode(value));
      expect(JSON.parse(textOf(reading))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(reading.fault).toBeNull();
    }),
    { numRuns: 200 },
  );
});

describe('bytes of any kind', () => {
  test('are read to their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isSequence) => {
        const reading = read(bytes, isSequence);
        const lines = laidOut(reading);
        expect(reading.done).toBe(true);
        expect(lines.length).toBe(reading.count);
      }),
      { numRuns: 1000 },
    );
  });

  test('take time that grows with them: a million tags', () => {
    const reading = read(Buffer.concat([Buffer.alloc(1_000_000, 0xc1), hex('01')]));
    const time = processorTime(() => expect(laidOut(reading)[0]).toMatch(/^(?:tag 1 ){8}… 1/));
    expect(time).toBeLessThan(4000);
  });
});
