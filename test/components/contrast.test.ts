import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = readFileSync(new URL('../../components/ui/tokens.css', import.meta.url), 'utf8');

/** `--color-name: light-dark(#light, #dark)` of the token file. */
const colors = new Map(
  [...source.matchAll(/--color-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

/** Which text stands on which ground. */
const grounds: Record<string, readonly string[]> = {
  ground: [
    'ink', 'quiet', 'accent', 'get', 'post', 'put', 'patch', 'delete', 'other', 'good', 'bad', 'careful',
    'json-key', 'json-string', 'json-number', 'json-literal',
  ],
  selection: ['ink', 'quiet', 'accent', 'get', 'post', 'put', 'patch', 'delete', 'other', 'good', 'bad', 'careful'],
  hover: ['ink', 'quiet', 'accent', 'get', 'post', 'put', 'patch', 'delete', 'other', 'good', 'bad', 'careful'],
  panel: ['ink', 'quiet', 'accent', 'good', 'bad', 'careful'],
  raised: ['ink', 'quiet', 'accent', 'bad'],
  'accent-tint': ['ink', 'quiet', 'accent'],
  'good-tint': ['good'],
  'bad-tint': ['bad'],
  'careful-tint': ['careful'],
  ink: ['on-ink'],
  accent: ['on-accent'],
  bad: ['ground'],
}; // biome-ignore format: lists of words

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('the colours', () => {
  it('are read from the token file', () => {
    expect(colors.size).toBeGreaterThanOrEqual(30);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`let every text be read on every ground it stands on, ${theme}`, () => {
      const tooFaint = Object.entries(grounds).flatMap(([ground, texts]) =>
        texts
          .map((text) => ({
            text,
            ground,
            ratio: contrast(colors.get(text)![theme], colors.get(ground)![theme]),
          }))
          .filter(({ ratio }) => ratio < 4.5),
      );
      expect(tooFaint).toEqual([]);
    });
  }

  it('leave no text colour out of this test', () => {
    const tested = new Set([...Object.keys(grounds), ...Object.values(grounds).flat()]);
    const lines = ['line', 'faint', 'edge'];
    expect([...colors.keys()].filter((name) => !tested.has(name) && !lines.includes(name))).toEqual([]);
  });
});
