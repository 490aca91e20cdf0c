import { describe, expect, it } from 'vitest';
import {
  type BinOrder,
  binTitle,
  type KnownLink,
  knownLinksOf,
  orderedBins,
  parseSavedBins,
  type SavedBin,
  withBin,
  withoutBin,
} from '#components/bin/saved-bins.ts';

const bin = (key: string, facts: Partial<SavedBin> = {}): SavedBin => ({
  key,
  slug: 'k7m2xq4p',
  name: null,
  role: 'owner',
  captureUrl: 'http://localhost:3000/b/k7m2xq4p',
  openedAt: 1,
  ...facts,
});

describe('the bins a browser knows', () => {
  it('come in the order they were opened last, each once', () => {
    const bins = withBin(withBin(withBin([], bin('a')), bin('b')), bin('a', { name: 'Acme' }));
    expect(bins.map(({ key, name }) => [key, name])).toEqual([
      ['a', 'Acme'],
      ['b', null],
    ]);
  });

  it('keep the links that were created here when they are opened again, and only what is a link', () => {
    const link: KnownLink = {
      id: 3,
      inspectUrl: 'http://localhost:3000/i/x',
      label: 'Ana',
      role: 'viewer',
      captureSeq: null,
      redacted: true,
      expiresAt: null,
    };
    const [again] = withBin([bin('a', { links: [link] })], bin('a'));
    expect(knownLinksOf(again!)).toEqual([link]);
    expect(knownLinksOf({ links: [link, 'x', null, { id: 1 }] as never })).toEqual([link]);
    expect(knownLinksOf({ links: { id: 3 } as never })).toEqual([]);
  });

  it('are forgotten by key', () => {
    expect(withoutBin([bin('a'), bin('b')], 'a')).toEqual([bin('b')]);
  });

  it('stand in the order chosen, those that are pinned first', () => {
    const bins = [
      bin('a', { name: 'Bin 10', openedAt: 1, lastAt: '2026-11-03T00:00:00.000Z' }),
      bin('b', { name: 'Bin 9', openedAt: 3 }),
      bin('c', { name: 'Zoo', openedAt: 2, lastAt: '2026-11-02T00:00:00.000Z', pinned: true }),
    ];
    const keys = (order: BinOrder) => orderedBins(bins, order).map(({ key }) => key);
    expect(keys('opened')).toEqual(['c', 'b', 'a']);
    expect(keys('request')).toEqual(['c', 'a', 'b']);
    expect(keys('name')).toEqual(['c', 'b', 'a']);
  });

  it('are called by their name, else by their slug', () => {
    expect([binTitle(bin('a', { name: 'Acme' })), binTitle(bin('a'))]).toEqual(['Acme', 'k7m2xq4p']);
  });

  it.each([
    [null],
    [''],
    ['not json'],
    ['{}'],
    ['[1, null, {}]'],
    [JSON.stringify([bin('a/../b')])],
    [JSON.stringify([{ ...bin('a'), role: 'king' }])],
  ])('survive whatever was stored: %s', (stored) => {
    expect(parseSavedBins(stored)).toEqual([]);
  });

  it('are read back as they were stored', () => {
    expect(parseSavedBins(JSON.stringify([bin('a'), bin('b')]))).toEqual([bin('a'), bin('b')]);
  });
});
