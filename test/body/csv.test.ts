import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessDelimiter, readCsv } from '#lib/body/csv.ts';
import { allRows } from '#lib/body/rows.ts';
import { processorClock } from '../support/processor-clock.ts';
import { csvField } from './csv-field.ts';

const cells = (text: string) => allRows(readCsv(text)).map((record) => record.cells);

test('cells are split as programs write them', () => {
  expect(cells('a,b,c\r\n1,"two, and ""more""",3\n,,\n"x\ny",,"z"')).toEqual([
    ['a', 'b', 'c'],
    ['1', 'two, and "more"', '3'],
    ['', '', ''],
    ['x\ny', '', 'z'],
  ]);
  expect(cells('\ufeffa;b\n1;2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(cells('"a"b,c')).toEqual([['ab', 'c']]);
});

test.each([
  [',', 'a,b\n1,2\n3,4'],
  [';', 'name;amount\nx;1,5\ny;2,5'],
  ['\t', 'a\tb, c\n1\t2\n'],
  ['|', 'a|b|c\n1|2|3'],
  [',', 'no table at all'],
  [',', '"a;b","c;d"\n"e","f"'],
])('the delimiter is %j', (delimiter, text) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});

test('records know their lines, and what is uneven or open is said', () => {
  const reading = readCsv('a,b\n"1\n2",3\n4\n"5');
  expect(allRows(reading).map(({ line }) => line)).toEqual([1, 2, 4, 5]);
  expect(reading.notes).toEqual([
    'Line 4 has 1 cell, but the first line has 2.',
    'The quote opened in line 5 is never closed.',
  ]);
  expect(reading.rowAtPlace!(3, 1)).toBe(1);
});

test('what is written as RFC 4180 wants it is read as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'é') });
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(table, (records) => {
      fc.pre(records.every((record) => record.length > 1 || record[0] !== ''));
      const text = records.map((record) => record.map(csvField).join(',')).join('\r\n');
      expect(allRows(readCsv(text, ',')).map((record) => record.cells)).toEqual(records);
    }),
  );
});

test('5 MB with a quote left open are read in time that grows with them', () => {
  const start = processorClock();
  readCsv(`a,b\n"${'x,y\n'.repeat(1_250_000)}`).readUpTo(Number.POSITIVE_INFINITY);
  expect(processorClock() - start).toBeLessThan(2000);
});
