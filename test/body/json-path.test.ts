import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonPath, parseJsonPath, printJqPath, printJsonPath } from '#lib/body/json/path.ts';
import { readJson } from '#lib/body/json/read-json.ts';

function read(text: string) {
  const reading = readJson(text);
  reading.readUpTo(Number.POSITIVE_INFINITY);
  return reading;
}

/** A JSON Pointer (RFC 6901). */
function pointerOf(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Every value inside a value, with the way to it. */
function* places(value: unknown, path: JsonPath = []): Generator<[JsonPath, unknown]> {
  yield [path, value];
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    yield* places(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

test('the way to a line leads to its value, and back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const reading = read(text);
      for (const [path, inner] of places(JSON.parse(text))) {
        const row = reading.rowOfPath(path);
        expect(row).not.toBeNull();
        expect(reading.path(row!)).toEqual(path);
        expect(JSON.parse(reading.valueText!(row!)!)).toEqual(inner);
        expect(reading.rowAtPath!(printJsonPath(path))).toBe(row);
        if (path.length > 0) expect(reading.rowAtPath!(pointerOf(path))).toBe(row);
      }
    }),
  );
});

test('a JSON Pointer leads into arrays and to names that look like numbers, and nowhere else', () => {
  const reading = read('{"a":[{"0":1}],"b/c":2}');
  expect(reading.rowAtPath!('/a/0/0')).toBe(3);
  expect(reading.rowAtPath!('/b~1c')).toBe(6);
  for (const pointer of ['/a/1', '/a/x', '/b', '/a/0/0/0']) expect(reading.rowAtPath!(pointer)).toBeNull();
});

test('a line that closes a container has the path of the container', () => {
  const reading = read('{"a":{"b":[1,[2,3]]}}');
  const paths = Array.from({ length: reading.count }, (_, row) => printJsonPath(reading.path(row)!));
  expect(paths).toEqual([
    '$',
    '$.a',
    '$.a.b',
    '$.a.b[0]',
    '$.a.b[1]',
    '$.a.b[1][0]',
    '$.a.b[1][1]',
    '$.a.b[1]',
    '$.a.b',
    '$.a',
    '$',
  ]);
});

test.each<[JsonPath, jsonPath: string, jq: string]>([
  [[], '$', '.'],
  [['a', 0, 'b_1'], '$.a[0].b_1', '.a[0].b_1'],
  [[0], '$[0]', '.[0]'],
  [['odd name', 'it\'s "x"\n'], `$['odd name']['it\\'s "x"\\n']`, '.["odd name"]["it\'s \\"x\\"\\n"]'],
  [['', '1', 'ä'], "$['']['1']['ä']", '.[""]["1"]["ä"]'],
])('%j is %s, and %s for jq', (path, jsonPath, jq) => {
  expect(printJsonPath(path)).toBe(jsonPath);
  expect(printJqPath(path)).toBe(jq);
  expect(parseJsonPath(jsonPath)).toEqual(path);
});

test.each(['', 'a', '$.', '$[*]', '$..a', '$[?@.a]', '$.a b', "$['a"])(
  '%j is no path to one value',
  (text) => {
    expect(parseJsonPath(text)).toBeNull();
  },
);

test('after a fault there are no paths, before it there are', () => {
  const reading = read('{"a":[1,2],"b":tru}');
  expect(reading.path(2)).toEqual(['a', 0]);
  expect(reading.path(reading.count - 1)).toBeNull();
  expect(reading.valueText!(reading.count - 1)).toBeNull();
});

test('of names that come twice the last one is found, and each line knows its own way', () => {
  const reading = read('{"a":1,"a":2}');
  expect(reading.rowOfPath(['a'])).toBe(2);
});

test('a line and a column of the text as sent are found among the lines laid out', () => {
  const reading = read('\ufeff{"a":1,\r\n"b":[2,\n3]}');
  const at = (line: number, column: number) => reading.textOf!(reading.rowAtPlace!(line, column)!);
  expect(at(1, 2)).toBe('"a": 1,');
  expect(at(2, 1)).toBe('"b": [');
  expect(at(3, 1)).toBe('3');
  expect(reading.placeOfRow(2)).toEqual({ line: 2, column: 1 });
  expect(reading.placeOfRow(1)).toEqual({ line: 1, column: 2 });
});
