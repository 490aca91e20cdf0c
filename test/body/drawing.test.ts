import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawableEnd } from '#lib/body/drawing.ts';
import { isInvisible, visible, visibleRuns } from '#lib/body/visible.ts';
import { growthOf, growthWords, isLinear } from '../support/growth.ts';
import { anyText } from './any-text.ts';

test('text in Latin letters is drawn for its length', () => {
  expect(drawableEnd('plain text, as most is', 1000)).toBe(22);
  expect(drawableEnd('a'.repeat(5000), 2000)).toBe(2000);
  expect(drawableEnd('a'.repeat(5000), 2000, 1000)).toBe(3000);
});

test.each([
  ['right-to-left overrides that alternate', '\u202e\u202d', 60],
  ['joined emoji', '\u{1f468}\u200d', 200],
  ['Arabic letters', '\u0628', 500],
  ['combining marks', 'e\u0301', 500],
  ['alternating directions', 'a\u05d0', 300],
  ['scripts that alternate', 'a\u0431\u4e00\u05d0\u0e01', 300],
])('of %s much less is drawn', (_, unit, most) => {
  const end = drawableEnd(unit.repeat(5000), 1000);
  expect(end).toBeGreaterThan(0);
  expect(end).toBeLessThanOrEqual(most);
});

test('a cut is in the text, beyond where it begins, never within a surrogate pair, and a larger budget draws no less', () => {
  fc.assert(
    fc.property(anyText, fc.nat(200), fc.nat(200), fc.nat(50), (text, budget, more, start) => {
      const from = Math.min(start, text.length);
      const end = drawableEnd(text, budget, from);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(end).toBeGreaterThanOrEqual(Math.min(text.length, from + 1));
      if (end > from) expect(text.codePointAt(end - 1)! > 0xffff && end < text.length).toBe(false);
      expect(drawableEnd(text, budget + more, from)).toBeGreaterThanOrEqual(end);
    }),
  );
});

test('exactly the characters that get a label cost one', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const [span] = visible(String.fromCodePoint(code));
    if (isInvisible(code) !== (span!.mark !== null)) expect.fail(`U+${code.toString(16)}`);
  }
});

test('equal invisible characters in a row are one run, others are as they are', () => {
  expect(visibleRuns('a\0\0\0b\u202e\0')).toEqual([
    { text: 'a', mark: null, count: 1 },
    { text: '\0\0\0', mark: 'NUL', count: 3 },
    { text: 'b', mark: null, count: 1 },
    { text: '\u202e', mark: 'RLO', count: 1 },
    { text: '\0', mark: 'NUL', count: 1 },
  ]);
  fc.assert(
    fc.property(anyText, (text) => {
      const runs = visibleRuns(text);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      expect(runs.reduce((sum, { mark, count }) => sum + (mark === null ? 0 : count), 0)).toBe(
        [...visible(text)].filter(({ mark }) => mark !== null).length,
      );
    }),
  );
});

test.each(['a', '\0', '\0\x01', '\u{1f468}\u200d', 'a\u05d0', '\ud800'])(
  'finding the runs of %j takes time that grows with it',
  (unit) => {
    const growth = growthOf(
      (size) => {
        const text = unit.repeat(size / unit.length);
        return () => visibleRuns(text);
      },
      16_000,
      512_000,
    );
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  },
);
