import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDisposition } from '#lib/body/multipart/content-disposition.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import { processorClock } from '../support/processor-clock.ts';

const utf8 = (text: string) => fromBytes(new TextEncoder().encode(text));

describe('name and filename', () => {
  test.each<[why: string, value: string, name: string | null, filename: string | null]>([
    ['tokens', 'form-data; name=a; filename=b.txt', 'a', 'b.txt'],
    ['quoted', 'form-data; name="a b"; filename="c;d=e.txt"', 'a b', 'c;d=e.txt'],
    ['neither', 'form-data', null, null],
    ['neither, nor a type', '', null, null],
    ['empty', 'form-data; name=""; filename=""', '', ''],
    ['in any case and spacing', 'FORM-DATA ;NAME = "a" ;\tFileName="b"', 'a', 'b'],
    [
      'UTF-8',
      `form-data; name="${utf8('grün')}"; filename="${utf8('\u{1f600}.png')}"`,
      'grün',
      '\u{1f600}.png',
    ],
    ['a byte that looks like a space', 'form-data; name=gr\xc3\xa0', 'grà', null],
    ['Latin-1', 'form-data; name="gr\xfcn"', 'grün', null],
    ['escaped as browsers do', 'form-data; name="a%22b%0D%0Ac%25"', 'a"b\r\nc%25', null],
    ['escaped as old curl does', 'form-data; name="a\\"b\\\\c"', 'a"b\\c', null],
    ['a path of Windows', 'form-data; filename="C:\\new\\table.txt"', null, 'C:\\new\\table.txt'],
    ['a quote never closed', 'form-data; name="a; filename=b', 'a; filename=b', null],
    ['a backslash at the end, as browsers send it', 'form-data; name="a"; filename="b\\"', 'a', 'b\\'],
    ['the first of two', 'form-data; name=a; name=b', 'a', null],
    ['extended', "attachment; filename*=UTF-8''%e2%82%ac%20rates", null, '€ rates'],
    ['extended in Latin-1', "attachment; filename*=iso-8859-1'en'%A3%20rates", null, '£ rates'],
    ['extended before plain', 'form-data; filename="EURO"; filename*=utf-8\'\'%e2%82%ac', null, '€'],
    ['an extended name', "form-data; name*=utf-8''n%C3%A4me", 'näme', null],
    ['extended but not UTF-8', 'form-data; filename="a"; filename*=utf-8\'\'%ff', null, 'a'],
    ['extended in an unknown charset', "form-data; filename*=martian''a", null, "martian''a"],
    ['extended but quoted, as some send it', 'form-data; filename*="utf-8\'\'a%20b"', null, 'a b'],
    ['pieces that are no parameters', 'form-data;;; ; =a; x; name=b', 'b', null],
  ])('%s', (_why, value, name, filename) => {
    const read = readDisposition(value);
    expect([read.name?.text ?? null, read.filename?.text ?? null]).toEqual([name, filename]);
  });

  test('keep what was sent beside what it means', () => {
    const { name, filename } = readDisposition(`form-data; name="a\\"%22"; filename*=UTF-8''%41`);
    expect(name).toEqual({ text: 'a""', raw: 'a\\"%22' });
    expect(filename).toEqual({ text: 'A', raw: "UTF-8''%41" });
  });
});

test.each([
  ['form-data; name=a; filename=b; filename=c', ['two filenames: the first is shown']],
  ["form-data; filename=a; filename*=utf-8''b", ['filename and filename* differ: filename* is shown']],
  ["form-data; filename=a; filename*=utf-8''a", []],
  ['form-data; filename=a; filename*=b', ['filename* is not valid (RFC 8187)']],
])('%s: %j', (value, notes) => {
  expect(readDisposition(value).notes).toEqual(notes);
});

test('reads any name written as browsers write it', () => {
  const escapes: Record<string, string> = { '"': '%22', '\r': '%0D', '\n': '%0A' };
  // What a browser leaves as it is, and this reader takes for an escape.
  const ambiguous = /%(?:22|0D|0A)|\\["\\]|\\$/;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!ambiguous.test(name));
      const written = utf8(name.replace(/["\r\n]/g, (character) => escapes[character]!));
      expect(readDisposition(`form-data; name="${written}"; x=y`).name).toEqual({ text: name, raw: written });
    }),
    { numRuns: 1000 },
  );
});

test('never throws, and takes time that grows with the length', () => {
  const pieces = [
    '"',
    '\\',
    ';',
    '=',
    '%',
    "'",
    '*',
    'filename',
    'name',
    'utf-8',
    'a',
    ' ',
    '\xff',
    '%ff',
    '%22',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (chosen) => {
      const { notes } = readDisposition(`form-data;${chosen.join('')}`);
      expect(Array.isArray(notes)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  const start = processorClock();
  for (const piece of [...pieces, '; name=', '\\"', ' "', '= '])
    readDisposition(`;a="${piece.repeat(100_000)}`);
  expect(processorClock() - start).toBeLessThan(10_000);
});
