import { describe, expect, it } from 'vitest';
import {
  carriedIn,
  carriedText,
  carryingLink,
  newAmong,
  readCarried,
  withCarried,
} from '#components/bin/carried-bins.ts';
import type { KnownBin } from '#components/bin/known-bins.ts';

const origin = 'https://bin.example';
const bin = (key: string, facts: Partial<KnownBin> = {}): KnownBin => ({
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
    expect(carriedIn(fragmentOf(carryingLink(bins, origin)))).toEqual(expected);
    expect(readCarried(carriedText(bins, origin))).toEqual(expected);
  });

  it('is in the fragment alone, which browsers send to nobody', () => {
    const { hash, href } = new URL(carryingLink(bins, origin));
    expect(href).toBe(`${origin}/${hash}`);
    expect(hash).toMatch(/^#bins=[\w-]+$/);
  });

  it('is nothing where an address carries none, and damaged where it was cut, changed or made by others', () => {
    const whole = fragmentOf(carryingLink(bins, origin));
    expect(carriedIn('')).toBeNull();
    expect(carriedIn('#captures')).toBeNull();
    for (const text of [whole.slice(0, -9), '#bins=', '#bins=%%%', `#bins=${btoa('{"wirebin":"bins"}')}`]) {
      expect(carriedIn(text)).toBe('damaged');
    }
    expect(readCarried('[]')).toBeNull();
    const script = { ...JSON.parse(carriedText(bins, origin)) };
    script.bins[0].key = '../../evil?x';
    expect(readCarried(JSON.stringify(script))).toBeNull();
  });

  it('adds the bins that are not known yet, once, and leaves the others as they are', () => {
    const known = [bin('b', { name: 'Mine', openedAt: 5 })];
    const carried = readCarried(carriedText([...bins, bins[0]!], origin))!;
    expect(newAmong(known, carried).map(({ key }) => key)).toEqual(['a']);
    const merged = withCarried(known, carried, 7);
    expect(merged.map(({ key, name, openedAt }) => [key, name, openedAt])).toEqual([
      ['b', 'Mine', 5],
      ['a', 'Bestellungen – Köln 🧾', 7],
    ]);
  });
});
