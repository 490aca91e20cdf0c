import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bashTextWord, bashWord } from '#lib/copy-as/literals/bash-word.ts';
import { hostileTexts } from '../support/arbitrary-request.ts';
import { runBash, type Way } from './run-bash.ts';
import { utf8 } from './source.ts';

describe('bashWord', () => {
  it.each([
    ['plain text', "'plain text'"],
    ["it's", "'it'\\''s'"],
    ['$(x) `x` "x" \\n !x', '\'$(x) `x` "x" \\n !x\''],
    [utf8('café 你好'), "'café 你好'"],
    ['caf\xe9', "$'caf\\xe9'"],
    ["tab\t'\\!", "$'tab\\t\\'\\\\\\x21'"],
    ['', "''"],
  ])('writes %j as %s', (byteString, word) => {
    expect(bashWord(byteString)).toBe(word);
  });
});

describe('bashTextWord', () => {
  it('shows several lines as several lines', () => {
    expect(bashTextWord('{\n  "a": 1\n}\n')).toBe(`'{\n  "a": 1\n}\n'`);
  });

  it.each([
    ['a carriage return', '\r', '\\r'],
    ['a tab, which completes a file name where it is pasted', '\t', '\\t'],
    ['an escape', '\x1b', '\\x1b'],
    ['a C1 control', '\x9b', '\\xc2\\x9b'],
    ['a right-to-left override', '\u202e', '\\xe2\\x80\\xae'],
    ['a zero-width space', '\u200b', '\\xe2\\x80\\x8b'],
    ['a byte order mark', '\ufeff', '\\xef\\xbb\\xbf'],
    ['a no-break space', '\u00a0', '\\xc2\\xa0'],
    ['a Hangul filler, a letter without a shape', '\u3164', '\\xe3\\x85\\xa4'],
    ['a line separator', '\u2028', '\\xe2\\x80\\xa8'],
    ['a private character', '\ue000', '\\xee\\x80\\x80'],
    ['a tag character', '\u{e0041}', '\\xf3\\xa0\\x81\\x81'],
  ])('spells %s out', (_, character, spelled) => {
    expect(bashTextWord(`a${character}\n`)).toBe(`$'a${spelled}\\n'`);
  });
});

describe('a word in bash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirebin-word-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The bytes that bash takes these words for, each printed by a program that gets it as an argument. */
  async function readBack(words: string[], way: Way, locale: string): Promise<string[]> {
    const out = join(folder, 'out');
    await runBash(`env printf '%s\\0' ${words.join(' ')} > '${out}'`, { folder, way, locale });
    return readFileSync(out, 'latin1').split('\0').slice(0, -1);
  }

  const ways: [Way, string][] = [
    ['argument', 'C.UTF-8'],
    ['argument', 'C'],
    ['script', 'C.UTF-8'],
    ['script', 'C'],
    ['interactive', 'C.UTF-8'],
    ['interactive', 'C'],
  ];

  describe.each(ways)('read as %s in the locale %s', (way, locale) => {
    it('is every byte there is but NUL', async () => {
      const bytes = Array.from({ length: 255 }, (_, i) => String.fromCharCode(i + 1));
      const texts = [...bytes, bytes.join(''), ...bytes.map((byte) => `a${byte}\xc3`)];
      expect(await readBack(texts.map(bashWord), way, locale)).toEqual(texts);
    });

    it('is hostile text and nothing more', async () => {
      const texts = [...hostileTexts, '\n^a^b', 'x\n!x\n!!', '\n# x', '\n\n', "a'\n'b", "!'\n^a^b"].map(utf8);
      expect(await readBack(texts.map(bashWord), way, locale)).toEqual(texts);
    });
  });

  it('is any text', async () => {
    const texts = fc
      .sample(fc.string({ unit: 'binary', maxLength: 30 }), { seed: 1, numRuns: 2000 })
      .map((text) => text.replaceAll('\0', ''));
    expect(await readBack(texts.map(bashTextWord), 'script', 'C.UTF-8')).toEqual(texts.map(utf8));
    const bytes = fc.sample(fc.uint8Array({ min: 1, maxLength: 30 }), { seed: 1, numRuns: 2000 });
    const byteStrings = bytes.map((array) => Buffer.from(array).toString('latin1'));
    expect(await readBack(byteStrings.map(bashWord), 'script', 'C.UTF-8')).toEqual(byteStrings);
  });
});
