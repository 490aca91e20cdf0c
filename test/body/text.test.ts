import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestRow } from '#lib/body/line-break.ts';
import { allRows } from '#lib/body/rows.ts';
import { readText, textRows } from '#lib/body/text.ts';
import { anyText } from './any-text.ts';

const textsOf = (text: string) => allRows(textRows(text)).map((row) => row.text);

describe('lines', () => {
  test.each([
    ['', []],
    ['a', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\n', ['a']],
    ['\n\n', ['', '']],
    ['a\r\nb\rc\n\rd', ['a', 'b', 'c', '', 'd']],
  ])('of %j', (text, lines) => {
    expect(textsOf(text)).toEqual(lines);
  });

  test('say which line breaks were met', () => {
    const rows = textRows('a\r\nb\nc\r\n');
    rows.readUpTo(1);
    expect(rows.lineBreaks).toEqual(['\r\n']);
    rows.readUpTo(9);
    expect(rows.lineBreaks).toEqual(['\r\n', '\n']);
  });

  test('are found only as far as asked', () => {
    const rows = textRows('a\n'.repeat(1000));
    expect(rows.readUpTo(10)).toBe(10);
    expect(rows).toMatchObject({ count: 10, done: false });
    expect(rows.readUpTo(5000)).toBe(1000);
    expect(rows.done).toBe(true);
  });
});

describe('a line too long for one row', () => {
  test('continues in further rows under its number', () => {
    const rows = allRows(textRows(`${'x'.repeat(longestRow + 1)}\nnext`));
    expect(rows.map((row) => [row.line, row.continued, row.text.length])).toEqual([
      [1, false, longestRow],
      [1, true, 1],
      [2, false, 4],
    ]);
  });

  test('is not cut inside a character', () => {
    const text = `${'x'.repeat(longestRow - 1)}\u{1f600}`;
    expect(textsOf(text)).toEqual(['x'.repeat(longestRow - 1), '\u{1f600}']);
  });

  test('that just fits, or is cut inside surrogates that are no pair, still ends', () => {
    expect(textsOf('x'.repeat(longestRow))).toHaveLength(1);
    expect(textsOf('\ud800'.repeat(longestRow * 2))).toHaveLength(2);
  });
});

test('rows and their line breaks are the text', () => {
  const part = fc.oneof(anyText, fc.constantFrom('\r', '\n', '\r\n', 'x'.repeat(longestRow)));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      expect(
        allRows(textRows(text))
          .map((row) => row.text + row.lineBreak)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('a body read as text says how it was decoded', () => {
  const reading = readText(new Uint8Array([0xe9, 0x0a]), 'iso-8859-1');
  expect(reading).toMatchObject({ text: 'é\n', encoding: 'windows-1252', replaced: false });
  expect(allRows(reading)).toEqual([{ line: 1, continued: false, text: 'é', lineBreak: '\n' }]);
});
