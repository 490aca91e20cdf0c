import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '#lib/body/visible.ts';
import { anyText } from './any-text.ts';

test.each([
  ['\u202e', 'RLO'],
  ['\u202a', 'LRE'],
  ['\u2066', 'LRI'],
  ['\u2069', 'PDI'],
  ['\u200b', 'ZWSP'],
  ['\u200d', 'ZWJ'],
  ['\u200f', 'RLM'],
  ['\u061c', 'ALM'],
  ['\ufeff', 'BOM'],
  ['\u2028', 'LS'],
  ['\u2060', 'WJ'],
  ['\u2063', 'U+2063'],
  ['\0', 'NUL'],
  ['\x1b', 'ESC'],
  ['\x1f', 'US'],
  ['\r', 'CR'],
  ['\x7f', 'DEL'],
  ['\x80', 'PAD'],
  ['\x9b', 'CSI'],
  ['\x9f', 'APC'],
  ['\ud800', 'U+D800'],
  ['\udfff', 'U+DFFF'],
  ['\u{e0041}', 'TAG A'],
  ['\u{e007f}', 'U+E007F'],
])('names %j %s', (character, mark) => {
  expect([...visible(`a${character}b`)]).toEqual([
    { text: 'a', mark: null },
    { text: character, mark },
    { text: 'b', mark: null },
  ]);
});

test('leaves ordinary text in one piece, tabs, line feeds, accents and emoji included', () => {
  const text = 'tab\tline\nZoë \u0645\u0631\u062d\u0628\u0627 \ufffd \u{1f600} if (access != "user") {';
  expect([...visible(text)]).toEqual([{ text, mark: null }]);
});

test('marks each of several hidden characters in a row', () => {
  expect([...visible('\x1b\x1b[0m')].map((span) => span.mark)).toEqual(['ESC', 'ESC', null]);
});

test('loses nothing, and leaves nothing hidden unmarked', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const spans = [...visible(text)];
      expect(spans.map((span) => span.text).join('')).toBe(text);
      const plain = spans.filter((span) => span.mark === null).map((span) => span.text);
      expect(plain.join('')).not.toMatch(/[\p{Cs}\p{Bidi_Control}]|(?![\t\n])\p{Cc}/u);
    }),
  );
});
