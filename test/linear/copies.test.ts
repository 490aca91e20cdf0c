import { describe, expect, test } from 'vitest';
import { copyAs, copyTargets } from '#lib/copy-as/index.ts';
import type { CopySource } from '#lib/copy-as/target.ts';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { sourceOf } from '../copy-as/source.ts';
import { growthOf, growthWords, isLinear } from '../support/growth.ts';
import { received } from '../support/received.ts';

/** What targets quote, escape, spell out or look for. */
const units = [
  '"',
  "'",
  '\\',
  '\\"',
  '`',
  '$',
  '%',
  '!',
  '^',
  '{{',
  '###',
  '\t',
  ' ',
  '\n',
  '\r\n',
  '\n^',
  '\u00e9',
  '\u202e',
  '\ud83d\ude00',
  'a',
  'a: b\n',
];
const mixed = units.join('');
const bodies: Record<string, string | Uint8Array> = {
  'text of everything that is escaped': mixed,
  backslashes: '\\',
  'line breaks': '\n',
  'bytes that are no text': Uint8Array.of(0, 255, 1, 254, 34, 39, 92),
};

function repeated(unit: string | Uint8Array, size: number): Uint8Array {
  const bytes = typeof unit === 'string' ? new TextEncoder().encode(unit) : unit;
  const all = new Uint8Array(size);
  for (let at = 0; at < size; at++) all[at] = bytes[at % bytes.length]!;
  return all;
}

const inHead = mixed.replace(/[\r\n]/g, '').replace(/[^\0-\xff]/g, '\xe9');
const sources: Record<string, [make: (size: number) => CopySource, largest: number]> = Object.fromEntries([
  ...Object.entries(bodies).map(([words, unit]): [string, [(size: number) => CopySource, number]] => [
    words,
    [(size) => sourceOf({ headers: [['Content-Type', 'text/plain']], body: repeated(unit, size) }), 260_000],
  ]),
  [
    'headers and a target',
    [
      (size: number) =>
        sourceOf({
          target: `/${inHead.replaceAll(' ', '+').repeat(size / 100)}`,
          headers: Array.from(
            { length: 4 },
            (_, index) => [`X-${index}`, inHead.repeat(size / 100)] as const,
          ),
          body: 'a',
        }),
      100_000,
    ],
  ],
  [
    'cookies and many headers',
    [
      (size: number) =>
        sourceOf({
          headers: [
            ['Cookie', 'a=b; '.repeat(size / 5)],
            ...Array.from({ length: size / 40 }, (_, index) => [`X-${index}`, 'a'] as const),
          ],
          body: 'a',
        }),
      100_000,
    ],
  ],
]);

describe.each(copyTargets.map((target) => [target.id, target] as const))(
  'a copy as %s takes time that grows with',
  (_, target) => {
    test.each(Object.entries(sources))('%s', (_, [make, largest]) => {
      const growth = growthOf(
        (size) => {
          const source = make(size);
          return () => copyAs(target, source, { origin: 'http://localhost:8080' });
        },
        4_000,
        largest,
      );
      expect(isLinear(growth), growthWords(growth)).toBe(true);
    });
  },
);

test.each(bulkFormats.map((format) => [format.id, format] as const))(
  'an entry of an export as %s does, too',
  (_, format) => {
    const growth = growthOf(
      (size) => {
        const { longBodyId: _, ...capture } = received({ body: repeated(mixed, size) });
        const entry = { ...capture, seq: 1, note: null, pinned: false, answered: null };
        return () => format.entry(entry, { slug: 'x7k2', name: null, origin: 'http://localhost:8080' });
      },
      4_000,
      260_000,
    );
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  },
);
