import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProtobuf } from '#lib/body/protobuf/read-protobuf.ts';
import { allRows } from '#lib/body/rows.ts';
import { processorTime } from '../support/processor-clock.ts';
import { hex, laidOut } from './laid-out.ts';

const read = (bytes: Uint8Array) => readProtobuf(bytes, false);
const written = (write: (writer: BinaryWriter) => void) => {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
};

/** The examples of protobuf.dev/programming-guides/encoding, and what their neighbours are. */
test.each([
  ['a varint', '08 96 01', ['1 VARINT: 150 ← or zigzag 75']],
  ['a string', '12 07 74 65 73 74 69 6e 67', ['2 LEN: "testing"']],
  ['a message in a message', '1a 03 08 96 01', ['3 LEN: {', '  1 VARINT: 150 ← or zigzag 75', '}']],
  [
    'repeated and packed numbers',
    '32 06 03 8e 02 9e a7 05',
    ['6 LEN: 6 bytes 03 8e 02 9e a7 05 ← or packed 3, 270, 86942'],
  ],
  ['a bool or a one', '08 01', ['1 VARINT: 1 ← or true ← or zigzag -1']],
  ['a zero', '08 00', ['1 VARINT: 0 ← or false']],
  [
    'a negative number',
    '08 fe ff ff ff ff ff ff ff ff 01',
    ['1 VARINT: -2 ← or unsigned 18446744073709551614 ← or zigzag 9223372036854775807'],
  ],
  ['a float', '0d 00 00 80 3f', ['1 I32: 1.0 ← or 1065353216']],
  ['a double', '09 00 00 00 00 00 00 f8 3f', ['1 I64: 1.5 ← or 4609434218613702656']],
  ['four bytes that are no usual float', '0d ff ff ff ff', ['1 I32: -1 ← or unsigned 4294967295 ← or NaN']],
  [
    'a moment as OpenTelemetry sends it',
    '09 15 cd 5b 07 f6 0a 99 17',
    [
      '1 I64: 1700402386110762261 ← 64-bit, shown exactly ← 2023-11-19T13:59:46.110762261Z in nanoseconds ← or 5.360261674897672e-195',
    ],
  ],
  ['a group', '0b 08 01 0c', ['1 SGROUP: {', '  1 VARINT: 1 ← or true ← or zigzag -1', '}']],
  ['nothing', '12 00', ['2 LEN: "" ← or a message without fields']],
  ['text that is a message too', '12 02 38 61', ['2 LEN: "8a" ← or a message of 1 field']],
  [
    'a message that reads as text too',
    '0a 05 0a 03 61 62 63',
    ['1 LEN: { ← or "\\n\\u0003abc"'].map((line) => line.replace(/ ←.*/, '')).concat('  1 LEN: "abc"', '}'),
  ],
  [
    'packed doubles',
    '0a 10 000000000000f83f 000000000000f0bf',
    ['1 LEN: [1.5, -1.0] ← packed doubles, or 16 bytes'],
  ],
  ['bytes', '0a 03 ff 00 ff', ['1 LEN: 3 bytes ff 00 ff']],
  ['a large field number', 'f8 ff ff ff 0f 00', ['536870911 VARINT: 0 ← or false']],
])('%s', (_what, digits, lines) => {
  const reading = read(hex(digits));
  expect(laidOut(reading)).toEqual(lines);
  expect(reading.fault).toBeNull();
});

test('a message that begins like a text is taken for a message, and the text is said', () => {
  const id = '123e4567-e89b-12d3-a456-426614174000';
  const body = written((writer) => writer.uint32(10).fork().uint32(10).string(id).join());
  expect(laidOut(read(body))).toEqual([`1 LEN: { ← or "\\n$${id}"`, `  1 LEN: "${id}"`, '}']);
});

describe('the messages of gRPC', () => {
  const framed = (digits: string) => readProtobuf(hex(digits), true);

  test('are shown one by one, compressed ones as bytes', () => {
    expect(
      laidOut(framed('00 00000003 089601  00 00000000  01 00000002 1f8b  80 00000007 613a20310d0a20')),
    ).toEqual([
      'message 1 {',
      '  1 VARINT: 150 ← or zigzag 75',
      '}',
      'message {} ← 0 bytes',
      'message 2 bytes 1f 8b ← compressed',
      'trailers "a: 1\\r\\n "',
    ]);
  });

  test('are shown as far as they are here', () => {
    const reading = framed('00 00000009 089601 10');
    expect(laidOut(reading)).toEqual(['message 1 {', '  1 VARINT: 150 ← or zigzag 75', '  2 VARINT: ']);
    expect(reading.fault).toEqual({ offset: 9, message: 'the message ends inside the number in field 2' });
    const short = framed('00 00000009 089601');
    expect(laidOut(short)).toHaveLength(2);
    expect(short.fault?.message).toBe('the body ends inside a message of 9 bytes, 3 of which are present');
    expect(laidOut(framed('00 00'))).toEqual(['00 00']);
  });
});

describe('where it stops being protobuf', () => {
  test.each([
    [
      'field 0',
      '08 01 00',
      2,
      '0 is not a valid field number',
      ['1 VARINT: 1 ← or true ← or zigzag -1', '00'],
    ],
    ['a wire type that is none', '0f', 0, 'field 1 has wire type 7, which does not exist', ['0f']],
    [
      'a number without end',
      `08 ${'80'.repeat(11)}`,
      1,
      'the number in field 1 is longer than 64 bits',
      [`1 VARINT: ${'80 '.repeat(11).trim()}`],
    ],
    [
      'a string that is cut',
      '12 07 74 65',
      4,
      'the message ends inside field 2 of 7 bytes, 2 of which are present',
      ['2 LEN: 07 74 65'],
    ],
    [
      'a message that is cut',
      '1a 7f 08 96 01 12 7d 08 05',
      9,
      'the message ends inside field 2 of 125 bytes, 2 of which are present',
      ['3 LEN: {', '  1 VARINT: 150 ← or zigzag 75', '  2 LEN: {', '    1 VARINT: 5 ← or zigzag -3'],
    ],
    [
      'four bytes of which two came',
      '0d 00 00',
      3,
      'the message ends inside the 4 bytes of field 1',
      ['1 I32: 00 00'],
    ],
    [
      'a group without end',
      '0b 08 01',
      3,
      'the end of group 1 is missing',
      ['1 SGROUP: {', '  1 VARINT: 1 ← or true ← or zigzag -1'],
    ],
    ['an end without group', '0c', 0, 'group 1 ends but was not opened', ['1 EGROUP: ']],
  ])('%s', (_what, digits, offset, message, lines) => {
    const reading = read(hex(digits));
    expect(laidOut(reading)).toEqual(lines);
    expect(reading.fault).toEqual({ offset, message });
  });
});

const field = fc.integer({ min: 1, max: 2 ** 29 - 1 });

test('every number a library wrote is among the readings, digit by digit', () => {
  const kinds = fc.oneof(
    fc.record({ as: fc.constantFrom('uint64', 'fixed64'), value: fc.bigInt(0n, 2n ** 64n - 1n) }),
    fc.record({
      as: fc.constantFrom('int64', 'sint64', 'sfixed64'),
      value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
    }),
  ) as fc.Arbitrary<{ as: 'uint64' | 'int64' | 'sint64' | 'fixed64' | 'sfixed64'; value: bigint }>;
  fc.assert(
    fc.property(field, kinds, (number, { as, value }) => {
      const type = as.includes('fixed') ? WireType.Bit64 : WireType.Varint;
      const [line] = laidOut(read(written((writer) => writer.tag(number, type)[as](value))));
      expect(line).toMatch(new RegExp(`^${number} .*[ :]${value}(?:$| )`));
    }),
    { numRuns: 300 },
  );
});

test('doubles and floats are among the readings', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const [line] = laidOut(read(written((writer) => writer.tag(1, WireType.Bit64).double(value))));
      const readings = line!.match(/-?(?:\d[\d.e+-]*|Infinity)/g)!.map(Number);
      expect(readings).toContain(value);
    }),
  );
});

type Tree = readonly (readonly [number: number, value: bigint | string | Tree])[];
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; value: bigint | string | Tree }>((tie) => ({
  tree: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), tie('value')), { minLength: 1, maxLength: 4 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt(0n, 2n ** 63n - 1n),
    fc.constant('Ångström wrote this'),
    tie('tree'),
  ),
})).tree;

function write(writer: BinaryWriter, fields: Tree): void {
  for (const [number, value] of fields) {
    if (typeof value === 'bigint') writer.tag(number, WireType.Varint).uint64(value);
    else if (typeof value === 'string') writer.tag(number, WireType.LengthDelimited).string(value);
    else {
      writer.tag(number, WireType.LengthDelimited).fork();
      write(writer, value);
      writer.join();
    }
  }
}

function linesOf(fields: Tree, indent = ''): string[] {
  return fields.flatMap(([number, value]) => {
    if (typeof value === 'bigint') return `${indent}${number} VARINT: ${value}`;
    if (typeof value === 'string') return `${indent}${number} LEN: ${JSON.stringify(value)}`;
    return [`${indent}${number} LEN: {`, ...linesOf(value, `${indent}  `), `${indent}}`];
  });
}

test('messages in messages are found where a library wrote them', () => {
  fc.assert(
    fc.property(tree, (fields) => {
      const reading = read(written((writer) => write(writer, fields)));
      expect(laidOut(reading).map((line) => line.replace(/ ← .*/, ''))).toEqual(linesOf(fields));
      expect(reading.fault).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('bytes of any kind are read to their end, framed or not, and what is opened is closed at the same depth', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.constantFrom(0x0a, 0x08, 0x12, 0x0b, 0x0c, 0x01, 0x02, 0x00, 0x80), { maxLength: 60 })
      .map((it) => Uint8Array.from(it)),
  );
  fc.assert(
    fc.property(bytes, fc.boolean(), (body, isFramed) => {
      const reading = readProtobuf(body, isFramed);
      const lines = allRows(reading);
      expect(reading).toMatchObject({ done: true, count: lines.length });
      for (const [index, { opens, depth }] of lines.entries()) {
        const close = opens?.closeLine ?? null;
        if (close !== null) expect(lines[close]).toMatchObject({ closes: index, depth });
        else if (opens !== null) expect(reading.fault).not.toBeNull();
        for (const { text } of reading.paths!(index)) expect(text).not.toContain('undefined');
      }
    }),
    { numRuns: 1000 },
  );
});

describe('the way to a field', () => {
  test('is the numbers of what it is in, and where its bytes are', () => {
    const reading = read(hex('08 01 1a 05 22 03 08 96 01'));
    reading.readUpTo(100);
    expect(reading.paths!(3)).toEqual([
      { name: 'Fields', text: '3.4.1' },
      { name: 'Range', text: 'bytes=6-8' },
    ]);
    expect(reading.paths!(1).at(-1)!.text).toBe('bytes=2-8');
    expect(reading.valueText!(3)).toBe('150');
    expect(reading.valueText!(1)).toBe('{\n  4 LEN: {\n    1 VARINT: 150\n  }\n}');
  });
});

describe('bounds', () => {
  test('deeper than protobuf goes, bytes are left as they are', () => {
    let body = written((writer) => writer.tag(1, WireType.Varint).uint32(5));
    for (let depth = 0; depth < 150; depth++) {
      const inner = body;
      body = written((writer) => writer.tag(1, WireType.LengthDelimited).bytes(inner));
    }
    const lines = allRows(read(body));
    expect(Math.max(...lines.map(({ depth }) => depth))).toBe(100);
    expect(lines).toHaveLength(201);
  });

  test('reads 5 MB in little time, deep or flat', () => {
    const flat = hex('08 96 01 12 07 74 65 73 74 69 6e 67');
    const body = Buffer.concat(Array(Math.floor(5_000_000 / flat.length)).fill(flat));
    // One field holding all of it, which holds all of it, and so on.
    let deep: Uint8Array = body;
    for (let depth = 0; depth < 90; depth++) {
      const inner = deep;
      deep = written((writer) => writer.tag(4, WireType.LengthDelimited).bytes(inner));
    }
    for (const it of [body, deep]) {
      const reading = read(it);
      expect(processorTime(() => reading.readUpTo(Number.POSITIVE_INFINITY))).toBeLessThan(4000);
      expect(reading.fault).toBeNull();
      expect(reading.count).toBeGreaterThan(800_000);
    }
  });
});
