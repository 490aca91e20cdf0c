import { describe, expect, test } from 'vitest';
import { decodeText } from '#lib/body/decode-text.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

describe('the encoding', () => {
  test('is UTF-8 when nothing is declared', () => {
    expect(decodeText(bytes(0xc3, 0xa9), null)).toEqual({
      text: 'é',
      encoding: 'utf-8',
      unknownCharset: null,
      bom: false,
      replaced: false,
    });
  });

  test.each([
    ['ISO-8859-1', 'windows-1252', bytes(0xe9), 'é'],
    ['latin1', 'windows-1252', bytes(0xe9), 'é'],
    ['Shift_JIS', 'shift_jis', bytes(0x82, 0xa0), 'あ'],
    ['utf-16le', 'utf-16le', bytes(0x41, 0), 'A'],
    [' UTF-8 ', 'utf-8', bytes(0x41), 'A'],
  ])('declared as %s is %s', (charset, encoding, body, text) => {
    expect(decodeText(body, charset)).toMatchObject({
      encoding,
      text,
      replaced: false,
      unknownCharset: null,
    });
  });

  test.each(['utf-7', 'x-unknown', '', 'iso-2022-kr'])(
    'declared as %j is not known, so UTF-8 serves',
    (charset) => {
      expect(decodeText(bytes(0x41), charset)).toMatchObject({
        text: 'A',
        encoding: 'utf-8',
        unknownCharset: charset,
      });
    },
  );
});

describe('a byte order mark', () => {
  test.each([
    ['utf-8', bytes(0xef, 0xbb, 0xbf, 0x41)],
    ['utf-16le', bytes(0xff, 0xfe, 0x41, 0)],
    ['utf-16be', bytes(0xfe, 0xff, 0, 0x41)],
  ])('says %s against the charset declared, and stays in the text', (encoding, body) => {
    expect(decodeText(body, 'iso-8859-1')).toMatchObject({
      text: '\ufeffA',
      encoding,
      bom: true,
      replaced: false,
    });
  });
});

describe('bytes that are not text', () => {
  test('are replaced, and that is said', () => {
    expect(decodeText(bytes(0x41, 0xff), null)).toMatchObject({ text: 'A\ufffd', replaced: true });
  });

  test('are told from a replacement character that was sent', () => {
    expect(decodeText(bytes(0xef, 0xbf, 0xbd), null)).toMatchObject({ text: '\ufffd', replaced: false });
  });

  test('do not include a character unfinished where the bytes were cut', () => {
    expect(decodeText(bytes(0x41, 0xe2, 0x82), null, { cut: true })).toMatchObject({
      text: 'A',
      replaced: false,
    });
    expect(decodeText(bytes(0x41, 0xe2, 0x82), null)).toMatchObject({ replaced: true });
  });
});
