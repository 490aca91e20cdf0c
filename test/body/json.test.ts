import { describe, expect, test } from 'vitest';
import { readJson } from '#lib/body/json/read-json.ts';
import { allRows } from '#lib/body/rows.ts';

/** The lines as somebody would see them, indented by two spaces. */
function shown(text: string): string[] {
  return allRows(readJson(text)).map(
    ({ depth, spans }) => '  '.repeat(depth) + spans.map((span) => span.text).join(''),
  );
}

function linesOf(text: string) {
  return allRows(readJson(text));
}

describe('the layout', () => {
  test('puts each member and element on a line of its own', () => {
    expect(shown('{"a":1,"b":[true,null],"c":{"d":"x"}}')).toEqual([
      '{',
      '  "a": 1,',
      '  "b": [',
      '    true,',
      '    null',
      '  ],',
      '  "c": {',
      '    "d": "x"',
      '  }',
      '}',
    ]);
  });

  test('replaces the white space that was sent', () => {
    expect(shown('\r\n{ "a" :\t[ 1 ,\n\n2 ] } \n')).toEqual(['{', '  "a": [', '    1,', '    2', '  ]', '}']);
  });

  test('leaves empty containers on one line', () => {
    expect(shown('[[ ],{\n},{"a":[]}]')).toEqual(['[', '  [],', '  {},', '  {', '    "a": []', '  }', ']']);
  });

  test.each(['1', '"a"', 'null', '{}', '[]'])('of %s is one line', (text) => {
    expect(shown(text)).toEqual([text]);
  });
});

describe('what was sent', () => {
  test.each([
    '12345678901234567890',
    '1e400',
    '-0',
    '1.0',
    '1E+2',
    '0.10000000000000000000000000000001',
    '"\\u00e9\\/\\ud800"',
    '"é\u2028\ud800"',
  ])('%s stays as it is', (text) => {
    expect(shown(text)).toEqual([text]);
  });

  test('names keep their order, duplicates and escapes', () => {
    expect(shown('{"b":1,"a":2,"b":3,"10":4,"9":5,"\\u0061":6,"__proto__":7}')).toEqual([
      '{',
      '  "b": 1,',
      '  "a": 2,',
      '  "b": 3,',
      '  "10": 4,',
      '  "9": 5,',
      '  "\\u0061": 6,',
      '  "__proto__": 7',
      '}',
    ]);
  });
});

test('spans say what each token is', () => {
  expect(linesOf('{"a":"b","c":[-1.5e3,true]}').map((line) => line.spans.map((span) => span.kind))).toEqual([
    ['punctuation'],
    ['key', 'punctuation', 'space', 'string', 'punctuation'],
    ['key', 'punctuation', 'space', 'punctuation'],
    ['number', 'punctuation'],
    ['literal'],
    ['punctuation'],
    ['punctuation'],
  ]);
});

describe('what folding needs', () => {
  test('the lines of both ends know each other, and how much is inside', () => {
    const lines = linesOf('{"a":[1,[2,3],{}],"b":{}}');
    expect(lines.map(({ opens, closes }) => [opens, closes])).toEqual([
      [{ kind: 'object', children: 2, closeLine: 10 }, null],
      [{ kind: 'array', children: 3, closeLine: 8 }, null],
      [null, null],
      [{ kind: 'array', children: 2, closeLine: 6 }, null],
      [null, null],
      [null, null],
      [null, 3],
      [null, null],
      [null, 1],
      [null, null],
      [null, 0],
    ]);
  });

  test('an end that has not been read is not known', () => {
    const reading = readJson('[[1],2]');
    reading.readUpTo(3);
    expect(reading.row(0).opens).toEqual({ kind: 'array', children: 1, closeLine: null });
    reading.readUpTo(9);
    expect(reading.row(0).opens).toEqual({ kind: 'array', children: 2, closeLine: 5 });
  });

  test('a bracket in a string opens nothing', () => {
    expect(linesOf('["["]')[1]!.opens).toBeNull();
  });
});

describe('notes', () => {
  const notes = (text: string) => linesOf(text).flatMap((line) => line.notes);

  test('say that a number is kept exactly', () => {
    expect(notes('[1,12345678901234567890,1e400]')).toEqual([
      '64-bit, shown exactly',
      'exceeds the range of a double, shown exactly',
    ]);
  });

  test.each([
    ['{"a":1,"a":2,"a":3}', 2],
    ['{"a":1,"\\u0061":2}', 1],
    ['{"\\n":1,"\\u000a":2}', 1],
    ['{"n":1,"\\n":2}', 0],
    ['{"a":{"a":1},"b":{"a":1}}', 0],
    ['[{"a":1},{"a":1}]', 0],
    ['{"a":{"b":1},"a":1}', 1],
    ['{"constructor":1,"__proto__":2}', 0],
    ['{"":1,"":2}', 1],
  ])('say where a name is a duplicate: %s', (text, count) => {
    expect(notes(text)).toEqual(Array(count).fill('duplicate name'));
  });
});

test('a name is noticed twice after any number of objects that have been closed', () => {
  const reading = readJson(`[${'{"a":1},'.repeat(300_000)}{"a":1,"a":2}]`);
  const count = reading.readUpTo(Number.POSITIVE_INFINITY);
  expect(reading.row(count - 3).notes).toEqual(['duplicate name']);
});

describe('a byte order mark', () => {
  test('before JSON is told and not shown', () => {
    const reading = readJson('\ufeff[1]');
    expect(reading.readUpTo(9)).toBe(3);
    expect(reading).toMatchObject({ bom: true, error: null });
  });

  test('is not counted in columns, but is in offsets', () => {
    const reading = readJson('\ufeff[x]');
    reading.readUpTo(9);
    expect(reading.error).toMatchObject({ line: 1, column: 2, offset: 2 });
  });
});

describe('reading as far as asked', () => {
  test('stops there and goes on later', () => {
    const reading = readJson('[1,2,3,4]');
    expect(reading.readUpTo(2)).toBe(2);
    expect(reading.done).toBe(false);
    expect(reading.readUpTo(100)).toBe(6);
    expect(reading.done).toBe(true);
  });

  test('tells a fault when it gets there', () => {
    const reading = readJson('[1,2,x]');
    reading.readUpTo(3);
    expect(reading.error).toBeNull();
    reading.readUpTo(4);
    expect(reading.error).toMatchObject({ offset: 5 });
  });
});
