import { Encoder } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItems } from '#lib/body/cbor-messagepack/item-rows.ts';
import { messagepackFormat } from '#lib/body/cbor-messagepack/messagepack-format.ts';
import { allRows } from '#lib/body/rows.ts';
import { processorTime } from '../support/processor-clock.ts';
import { hex, laidOut, textOf } from './laid-out.ts';

const read = (bytes: Uint8Array) => readItems(bytes, messagepackFormat(bytes));
const encoder = new Encoder({ useBigInt64: true });

/** Examples for every format of the specification (spec.md, Formats). */
test.each([
  ['c0', 'null'],
  ['c2', 'false'],
  ['c3', 'true'],
  ['00', '0'],
  ['7f', '127'],
  ['e0', '-32'],
  ['ff', '-1'],
  ['cc ff', '255'],
  ['cd ff ff', '65535'],
  ['ce ff ff ff ff', '4294967295'],
  ['cf 00 1f ff ff ff ff ff ff', '9007199254740991'],
  ['cf 00 20 00 00 00 00 00 01', '9007199254740993 ← 64-bit, shown exactly'],
  ['cf ff ff ff ff ff ff ff ff', '18446744073709551615 ← 64-bit, shown exactly'],
  ['d0 80', '-128'],
  ['d1 80 00', '-32768'],
  ['d2 80 00 00 00', '-2147483648'],
  ['d3 80 00 00 00 00 00 00 00', '-9223372036854775808 ← 64-bit, shown exactly'],
  ['ca 3d cc cc cd', '0.1 ← 32-bit float'],
  ['ca 3f 80 00 00', '1.0 ← 32-bit float'],
  ['cb 3f f0 00 00 00 00 00 00', '1.0'],
  ['cb 80 00 00 00 00 00 00 00', '-0.0'],
  ['cb 7f f8 00 00 00 00 00 00', 'NaN'],
  ['cb ff f0 00 00 00 00 00 00', '-Infinity'],
  ['a0', '""'],
  ['a3 61 22 0a', '"a\\"\\n"'],
  ['d9 02 c3 bc', '"ü"'],
  ['da 00 01 61', '"a"'],
  ['db 00 00 00 01 61', '"a"'],
  ['a2 61 ff', '"a\ufffd" ← not valid UTF-8, see the Hex view'],
  ['c4 00', '0 bytes'],
  ['c5 00 01 00', '1 byte 00'],
  ['c6 00 00 00 02 de ad', '2 bytes de ad'],
  ['c4 05 68 65 6c 6c 6f', '5 bytes 68 65 6c 6c 6f ← as text: "hello"'],
  ['d4 05 01', 'extension 5, 1 byte 01'],
  ['d5 80 01 02', 'extension -128, 2 bytes 01 02'],
  ['c7 03 7f 01 02 03', 'extension 127, 3 bytes 01 02 03'],
  ['c8 00 01 01 0a', 'extension 1, 1 byte 0a'],
  ['c9 00 00 00 00 01', 'extension 1, 0 bytes'],
  ['90', '[]'],
  ['de 00 00', '{}'],
])('%s is %s', (digits, line) => {
  expect(laidOut(read(hex(digits)))).toEqual([line]);
});

test.each([
  ['32 bits', 'd6 ff 65 94 5b b5', '2024-01-02T18:53:41Z ← timestamp'],
  ['64 bits', 'd7 ff 00 00 00 04 65 94 5b b5', '2024-01-02T18:53:41.000000001Z ← timestamp'],
  ['64 bits, after 2106', 'd7 ff 00 00 00 01 00 00 00 00', '2106-02-07T06:28:16Z ← timestamp'],
  ['96 bits', 'c7 0c ff 3b 9a c9 ff ff ff ff ff ff ff ff ff', '1969-12-31T23:59:59.999999999Z ← timestamp'],
  [
    '96 bits, in no calendar',
    'c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff',
    'extension -1, 12 bytes 00 00 00 00 7f ff ff ff ff ff ff ff ← not a valid timestamp',
  ],
  [
    'more nanoseconds than a second has',
    'd7 ff ff ff ff fc 00 00 00 00',
    'extension -1, 8 bytes ff ff ff fc 00 00 00 00 ← not a valid timestamp',
  ],
  ['three bytes', 'c7 03 ff 01 02 03', 'extension -1, 3 bytes 01 02 03 ← not a valid timestamp'],
])('a timestamp of %s is a moment, or says that it is none', (_what, digits, line) => {
  expect(laidOut(read(hex(digits)))).toEqual([line]);
});

test('keys that JSON does not have are shown as what they are', () => {
  const body = hex('85 01 a1 61  92 01 02 c0  c4 02 de ad 81 a1 78 03  c0 c2  80 90');
  expect(laidOut(read(body))).toEqual([
    '{',
    '  1: "a",',
    '  key [',
    '    1,',
    '    2',
    '  ]',
    '  value null,',
    '  2 bytes de ad: {',
    '    "x": 3',
    '  },',
    '  null: false,',
    '  key {}',
    '  value []',
    '}',
  ]);
});

test('a key that is sent twice in a map is shown twice, in the order sent, and said to be', () => {
  expect(laidOut(read(hex('83 a1 61 01 a1 62 81 a1 61 00 a1 61 90')))).toEqual([
    '{',
    '  "a": 1,',
    '  "b": {',
    '    "a": 0',
    '  },',
    '  "a": [] ← duplicate key',
    '}',
  ]);
});

describe('where it stops being MessagePack', () => {
  test.each([
    [
      'a string is cut',
      '82 a1 61 01 a1 62 da 01 00 61 62',
      11,
      'the body ends inside a string of 256 bytes, 2 of which are present',
      ['{', '  "a": 1,', '  "b": da 01 00 61 62'],
    ],
    [
      'an array has fewer elements than it says',
      '93 01',
      2,
      'the body ends inside an array that began at byte 0: 2 of its elements are missing',
      ['[', '  1,'],
    ],
    [
      'a key has no value',
      '82 a1 61 01 a1 62',
      6,
      'the body ends where the value of a key is expected',
      ['{', '  "a": 1,', '  "b": '],
    ],
    ['a byte begins nothing', '92 01 c1 02', 2, '0xc1 is not used in MessagePack', ['[', '  1,', '  c1 02']],
    ['more follows', '01 02 03', 1, 'the value has ended, and 2 bytes follow', ['1', '02 03']],
    ['a length is cut', 'dd 00', 2, 'the body ends inside the length of an array', ['dd 00']],
    [
      'a number is cut',
      'cb 00',
      2,
      'the body ends inside a number of 8 bytes, 1 of which are present',
      ['cb 00'],
    ],
    [
      'a map claims four billion entries',
      'df ff ff ff ff 01 02',
      7,
      /^the body ends inside a map/,
      ['{', '  1: 2,'],
    ],
  ])('%s', (_what, digits, offset, message, lines) => {
    const reading = read(hex(digits));
    expect(laidOut(reading)).toEqual(lines);
    expect(reading.fault).toEqual({
      offset,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('is said of every body that is cut anywhere, and what comes before stays as it is', () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, at) => {
        const whole = encoder.encode(value);
        const cut = whole.slice(0, 1 + (at % (whole.length - 1 || 1)));
        fc.pre(cut.length < whole.length);
        const reading = read(cut);
        const lines = laidOut(reading);
        expect(reading.fault?.offset).toBe(cut.length);
        const all = laidOut(read(whole));
        // The last line may be cut, or be missing: then the container around it is the last.
        expect(all.slice(0, lines.length - 1)).toEqual(lines.slice(0, -1));
      }),
      { numRuns: 200 },
    );
  });
});

test('what a library wrote is laid out as JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reading = read(encoder.encode(value));
      expect(JSON.parse(textOf(reading))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(reading.fault).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('every whole number of 64 bits is shown digit by digit', () => {
  const numbers = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(2n ** 63n, 2n ** 64n - 1n));
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1 }), (values) => {
      const text = textOf(read(encoder.encode(values)));
      expect(text.match(/-?\d+/g)).toEqual(values.map(String));
    }),
  );
});

test('floats are shown in the fewest digits that mean them', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      const bytes = new Uint8Array(5);
      bytes[0] = 0xca;
      new DataView(bytes.buffer).setFloat32(1, value);
      expect(Math.fround(Number(textOf(read(bytes))))).toBe(value);
    }),
  );
});

test('bytes of any kind are read to their end, and every line that opens something is closed at the same depth', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const reading = read(bytes);
      const lines = allRows(reading);
      for (const [index, line] of lines.entries()) {
        const close = line.opens?.closeLine ?? null;
        if (close === null) continue;
        expect(lines[close]).toMatchObject({ closes: index, depth: line.depth });
      }
      const isWhole = lines.every(({ opens }) => opens?.closeLine !== null);
      if (reading.fault === null) expect(isWhole).toBe(true);
      if (lines.length > 0) expect(reading.paths!(lines.length - 1).at(-1)!.text).toMatch(/^bytes=\d+-\d+$/);
    }),
    { numRuns: 1000 },
  );
});

describe('the way to a value', () => {
  const body = encoder.encode({ list: [{ 'odd name': 1n }], end: true });
  const bytesOf = (range: string) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range)!;
    return body.slice(Number(from), Number(to) + 1);
  };

  test('is what JSON tools write, and where its bytes are', () => {
    const reading = read(body);
    reading.readUpTo(100);
    const paths = (index: number) => reading.paths!(index).map(({ text }) => text);
    expect(paths(3).slice(0, 2)).toEqual(["$.list[0]['odd name']", '.list[0]["odd name"]']);
    const [, , range] = paths(2);
    expect(bytesOf(range!)).toEqual(encoder.encode({ 'odd name': 1n }));
    expect(paths(2)).toEqual(paths(4));
    expect(reading.valueText!(1)).toBe('[\n  {\n    "odd name": 1\n  }\n]');
  });

  test('leads back to its line', () => {
    const reading = read(body);
    reading.readUpTo(100);
    for (const index of [1, 2, 3, 6]) {
      const place = reading.placeOfRow!(index);
      expect(reading.rowAtPlace!(place.line, place.column)).toBe(index);
    }
  });

  test('has no JSON path where a key on it is no string', () => {
    const reading = read(hex('81 05 91 01'));
    reading.readUpTo(100);
    expect(reading.paths!(2).map(({ name }) => name)).toEqual(['Range']);
  });
});

describe('speed', () => {
  const record = { id: 12345678901234567890n, name: 'Hello-World', tags: ['a', 'b'], score: 1.25 };

  test('reads 5 MB in little time', () => {
    const piece = encoder.encode(record);
    const count = Math.floor(5_000_000 / piece.length);
    const body = Buffer.concat([
      hex('dd'),
      Buffer.from([0, count >> 16, (count >> 8) & 255, count & 255]),
      ...Array(count).fill(piece),
    ]);
    const reading = read(body);
    expect(processorTime(() => reading.readUpTo(Number.POSITIVE_INFINITY))).toBeLessThan(3000);
    expect(reading).toMatchObject({ fault: null, count: count * 9 + 2 });
  });

  test.each([
    ['arrays 100,000 deep', Buffer.concat([Buffer.alloc(100_000, 0x91), hex('01')]), 200_001],
    ['a million small numbers', Buffer.concat([hex('dd 00 0f 42 40'), Buffer.alloc(1_000_000)]), 1_000_002],
  ])('reads %s', (_what, body, count) => {
    const reading = read(body);
    expect(processorTime(() => reading.readUpTo(Number.POSITIVE_INFINITY))).toBeLessThan(4000);
    expect(reading).toMatchObject({ fault: null, count });
    expect(processorTime(() => reading.row(count - 1))).toBeLessThan(200);
  });

  test('says so where it lays out no more lines', () => {
    const reading = read(Buffer.concat([hex('dd 00 20 00 00'), Buffer.alloc(0x200000)]));
    reading.readUpTo(Number.POSITIVE_INFINITY);
    expect(reading).toMatchObject({ done: true, count: 2_000_000, fault: null });
    expect(reading.notes).toEqual([
      'Only the first 2,000,000 lines are shown, up to byte 2,000,004. The Hex view shows the rest.',
    ]);
  });
});
