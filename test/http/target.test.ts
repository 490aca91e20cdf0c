import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';

describe('pathOf', () => {
  it.each([
    ['/b/x7k2/orders?id=1', 7, '/orders?id=1'],
    ['/b/x7k2', 7, '/'],
    ['/b/x7k2?a=1', 7, '/?a=1'],
    ['/b/x7k2/', 7, '/'],
    ['/b/x7k2//a/../b', 7, '//a/../b'],
    ['/b/x7k2/b/x7k2/y', 7, '/b/x7k2/y'],
    ['/orders', 0, '/orders'],
    ['//orders', 0, '//orders'],
    ['http://h:3000/b/x7k2/a?b#c', 20, '/a?b#c'],
    ['http://h:3000/b/x7k2', 20, '/'],
    ['http://x7k2.bins.example/a', 0, '/a'],
    ['http://x7k2.bins.example', 0, '/'],
    ['HTTP://x7k2.bins.example?a', 0, '/?a'],
    ['/http://h/', 0, '/http://h/'],
    ['*', 0, '/'],
    ['x7k2.bins.example:443', 0, '/'],
    ['', 0, '/'],
  ])('of %j with a prefix of %i is %j', (target, prefixLength, path) => {
    expect(pathOf(target, prefixLength)).toBe(path);
  });

  it('starts with a slash whatever was sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(30), (target, prefixLength) => {
        expect(pathOf(target, prefixLength)).toMatch(/^\//);
      }),
    );
  });
});

describe('queryOf', () => {
  it.each([
    ['/a?b=1&c', 'b=1&c'],
    ['/a?', ''],
    ['/a??b?c', '?b?c'],
    ['/a?b#c?d', 'b'],
    ['/a#b?c', null],
    ['/a', null],
    ['*', null],
  ])('of %j is %j', (target, query) => {
    expect(queryOf(target)).toBe(query);
  });
});

describe('queryFields', () => {
  const pairs = (query: string) => queryFields(query).map(({ name, value }) => [name, value]);

  it('keeps order and duplicates, and tells a name alone from an empty value', () => {
    expect(pairs('b=1&a=2&b=3&d&e=&=f')).toEqual([
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
      ['d', null],
      ['e', ''],
      ['', 'f'],
    ]);
  });

  it('keeps what was sent beside what it means', () => {
    expect(queryFields('a%20+b=%27c%27')).toEqual([
      { name: 'a  b', value: "'c'", rawName: 'a%20+b', rawValue: '%27c%27' },
    ]);
  });

  it('skips empty pieces and splits at the first equals sign only', () => {
    expect(pairs('&&a=b=c&')).toEqual([['a', 'b=c']]);
  });

  it('reads UTF-8, percent-encoded or not', () => {
    expect(pairs('a=%C3%a9%F0%9F%98%80&b=\xc3\xa9')).toEqual([
      ['a', 'é😀'],
      ['b', 'é'],
    ]);
  });

  it.each(['%', '%2', '%zz', '%ff', '%C3', '%C3%E9', '%c0%80', '%ed%a0%80', '%f4%90%80%80', '\xe9'])(
    'leaves %j, which is not UTF-8, as it was sent',
    (text) => {
      expect(pairs(`a=%41${text}%42`)).toEqual([['a', `A${text}B`]]);
    },
  );

  it('agrees with URLSearchParams on every well-formed query', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }).map(encodeURIComponent),
      fc.constantFrom('+', '&', '=', '%26', 'a', '*', '~'),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (query) => {
          expect(queryFields(query).map(({ name, value }) => [name, value ?? ''])).toEqual([
            ...new URLSearchParams(`&${query}`),
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(Array.isArray(queryFields(query))).toBe(true);
      }),
    );
  });
});
