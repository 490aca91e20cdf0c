import { describe, expect, test } from 'vitest';
import { readJson } from '#lib/body/json/read-json.ts';
import { longestRow } from '#lib/body/line-break.ts';
import { allRows } from '#lib/body/rows.ts';

function read(text: string) {
  const reading = readJson(text);
  const lines = allRows(reading);
  return {
    error: reading.error,
    lines: lines.map((line) => line.spans.map((span) => `${span.kind} ${span.text}`)),
  };
}

describe('says what is wrong and where', () => {
  test.each([
    // nothing, or too little
    ['', 1, 1, 'the text ends where a value is expected'],
    [' \n ', 2, 2, 'the text ends where a value is expected'],
    ['[', 1, 2, 'the text ends where a value is expected'],
    ['[1', 1, 3, 'the text ends inside an array'],
    ['[1,', 1, 4, 'the text ends where a value is expected'],
    ['{', 1, 2, 'the text ends inside an object'],
    ['{"a"', 1, 5, 'the text ends inside an object'],
    ['{"a":', 1, 6, 'the text ends where a value is expected'],
    ['{"a":1', 1, 7, 'the text ends inside an object'],
    ['["a', 1, 4, 'the text ends inside a string'],
    ['["a\\', 1, 5, 'the text ends inside a string'],
    ['["\\u00', 1, 7, 'the text ends inside a string'],
    ['[tru', 1, 5, 'the text ends inside a literal'],
    ['[-', 1, 3, 'the text ends inside a number'],
    ['1e', 1, 3, 'the text ends inside a number'],
    // separators
    ['[1,]', 1, 4, 'trailing comma before ]'],
    ['{"a":1,\n}', 2, 1, 'trailing comma before }'],
    ['[,1]', 1, 2, 'a value is missing before ,'],
    ['[1,,2]', 1, 4, 'a value is missing before ,'],
    ['{"a":}', 1, 6, 'a value is missing before }'],
    ['{,}', 1, 2, 'a member is missing before the comma'],
    ['[1 2]', 1, 4, 'a comma or ] is missing before 2'],
    ['{"a":1\n"b":2}', 2, 1, 'a comma or } is missing before "'],
    ['{"a" 1}', 1, 6, 'expected a colon after the name, found 1'],
    ['["a":1]', 1, 5, 'names with a colon are only allowed in objects, this is an array'],
    ['[1}', 1, 3, 'expected ], found }'],
    ['{"a":1]', 1, 7, 'expected }, found ]'],
    ['{]', 1, 2, 'expected }, found ]'],
    // names and strings
    ['{a:1}', 1, 2, 'names need double quotes'],
    ["{'a':1}", 1, 2, 'names need double quotes'],
    ["['a']", 1, 2, "strings need double quotes, not '"],
    ['["\\x41"]', 1, 3, 'a backslash before x is not a JSON escape'],
    ['["\\\0"]', 1, 3, 'a backslash before U+0000 is not a JSON escape'],
    ['["\\u00g0"]', 1, 3, '\\u needs four hexadecimal digits after it'],
    ['["a\nb"]', 1, 4, 'a line break inside a string must be escaped'],
    ['["a\tb"]', 1, 4, 'a tab inside a string must be escaped'],
    ['["\x1b"]', 1, 3, 'U+001B inside a string must be escaped'],
    // numbers and literals
    ['[01]', 1, 3, 'a number may not have a leading zero'],
    ['[+1]', 1, 2, 'a number may not begin with +'],
    ['[.5]', 1, 2, 'a number may not begin with a decimal point'],
    ['[1.]', 1, 4, 'a digit must follow the decimal point'],
    ['[1e+]', 1, 5, 'a digit must follow the exponent mark'],
    ['[- 1]', 1, 3, 'a digit must follow the minus sign'],
    ['[0x10]', 1, 3, 'a comma or ] is missing before x'],
    ['[NaN]', 1, 2, 'NaN is not a JSON value'],
    ['[-Infinity]', 1, 3, '-Infinity is not a JSON value'],
    ['[undefined]', 1, 2, 'undefined is not a JSON value'],
    ['[True]', 1, 2, 'True is not valid, use true'],
    ['[nulls]', 1, 2, 'nulls is not a JSON value'],
    // what other dialects allow
    ['// x\n{}', 1, 1, 'JSON has no comments'],
    ['{/* x */}', 1, 2, 'JSON has no comments'],
    ['{"a":1 # x\n}', 1, 8, 'JSON has no comments'],
    ['{} // x', 1, 4, 'JSON has no comments'],
    ['[\u00a01]', 1, 2, 'U+00A0 cannot begin a value'],
    ['[1]\ufeff', 1, 4, 'U+FEFF follows the end of the value'],
    ['<html>', 1, 1, '< cannot begin a value'],
    // more than one value
    ['[1]]', 1, 4, '] follows the end of the value'],
    [
      '{"a":1}\r\n{"a":2}\n',
      2,
      1,
      'a second value starts here, but JSON allows only one (NDJSON allows one per line)',
    ],
  ])('%j, line %i, column %i: %s', (text, line, column, message) => {
    expect(read(text).error).toMatchObject({ line, column, message });
  });
});

test('counts lines by every kind of line break', () => {
  expect(read('[1,\n2,\r\n3,\r4,\n\n  x]').error).toMatchObject({ line: 6, column: 3, offset: 17 });
});

describe('shows everything before the fault laid out, and the rest as it is', () => {
  test('on a line of its own when the line before was complete', () => {
    expect(read('{"a":1,\n  } ,\n\tx').lines).toEqual([
      ['punctuation {'],
      ['key "a"', 'punctuation :', 'space  ', 'number 1', 'punctuation ,'],
      ['invalid } ,'],
      ['invalid \tx'],
    ]);
  });

  test('on the line it interrupts', () => {
    expect(read('{"a":  tru, "b":1}').lines).toEqual([
      ['punctuation {'],
      ['key "a"', 'punctuation :', 'space  ', 'invalid tru, "b":1}'],
    ]);
  });

  test('inside the token it is in', () => {
    expect(read('["ab\\x"]').lines).toEqual([['punctuation ['], ['string "ab', 'invalid \\x"]']]);
    expect(read('[1.]').lines).toEqual([['punctuation ['], ['number 1.', 'invalid ]']]);
  });

  test('with an empty mark where the text ends', () => {
    expect(read('[1').lines).toEqual([['punctuation ['], ['number 1'], ['invalid ']]);
  });

  test('in rows of bounded length', () => {
    const { lines } = read(`[x${'y'.repeat(longestRow * 2)}`);
    expect(lines).toHaveLength(4);
  });

  test('without counting or closing what was left open', () => {
    const reading = readJson('[[1,x]]');
    const lines = allRows(reading);
    expect(lines[0]!.opens).toEqual({ kind: 'array', children: 1, closeLine: null });
    expect(lines[1]!.opens).toEqual({ kind: 'array', children: 1, closeLine: null });
    expect(lines.map((line) => line.depth)).toEqual([0, 1, 2, 2]);
  });
});
