import { describe, expect, it } from 'vitest';
import {
  binsInFragment,
  exportLink,
  exportText,
  parseExport,
  unsavedBins,
  withExported,
} from '#components/bin/exported-bins.ts';
import type { SavedBin } from '#components/bin/saved-bins.ts';

const origin = 'https://bin.example';
const bin = (key: string, facts: Partial<SavedBin> = {}): SavedBin => ({
  key,
  slug: `slug-${key}`,
  name: null,
  role: 'owner',
  captureUrl: `${origin}/b/slug-${key}`,
  openedAt: 1,
  ...facts,
});
const fragmentOf = (link: string) => new URL(link).hash;

describe('a list of bins on its way to another browser', () => {
  const bins = [
    bin('a', { name: 'Bestellungen – Köln 🧾', pinned: true }),
    bin('b', { role: 'viewer', seen: 9 }),
  ];

  it('comes out of a link and out of a file as it went in, without what only this browser knows', () => {
    const expected = {
      wirebin: 'bins',
      origin,
      bins: [
        {
          key: 'a',
          slug: 'slug-a',
          name: 'Bestellungen – Köln 🧾',
          role: 'owner',
          captureUrl: `${origin}/b/slug-a`,
          pinned: true,
        },
        { key: 'b', slug: 'slug-b', name: null, role: 'viewer', captureUrl: `${origin}/b/slug-b` },
      ],
    };
    expect(binsInFragment(fragmentOf(exportLink(bins, origin)))).toEqual(expected);
    expect(parseExport(exportText(bins, origin))).toEqual(expected);
  });

  it('is in the fragment alone, which browsers send to nobody', () => {
    const { hash, href } = new URL(exportLink(bins, origin));
    expect(href).toBe(`${origin}/${hash}`);
    expect(hash).toMatch(/^#bins=[\w-]+$/);
  });

  it('is nothing where an address carries none, and damaged where it was cut, changed or made by others', () => {
    const whole = fragmentOf(exportLink(bins, origin));
    expect(binsInFragment('')).toBeNull();
    expect(binsInFragment('#captures')).toBeNull();
    for (const text of [whole.slice(0, -9), '#bins=', '#bins=%%%', `#bins=${btoa('{"wirebin":"bins"}')}`]) {
      expect(binsInFragment(text)).toBe('damaged');
    }
    expect(parseExport('[]')).toBeNull();
    const script = { ...JSON.parse(exportText(bins, origin)) };
    script.bins[0].key = '../../evil?x';
    expect(parseExport(JSON.stringify(script))).toBeNull();
  });

  it('adds the bins that are not known yet, once, and leaves the others as they are', () => {
    const known = [bin('b', { name: 'Mine', openedAt: 5 })];
    const exported = parseExport(exportText([...bins, bins[0]!], origin))!;
    expect(unsavedBins(known, exported).map(({ key }) => key)).toEqual(['a']);
    const merged = withExported(known, exported, 7);
    expect(merged.map(({ key, name, openedAt }) => [key, name, openedAt])).toEqual([
      ['b', 'Mine', 5],
      ['a', 'Bestellungen – Köln 🧾', 7],
    ]);
  });
});
