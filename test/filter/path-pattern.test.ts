import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteSearch } from '#lib/filter/byte-search.ts';
import { pathPattern } from '#lib/filter/path-pattern.ts';
import { finderOf } from '#lib/filter/text-search.ts';
import { like } from '#lib/filter/wildcard.ts';

/** What patterns mean, said as simply as it can be: `*` is any characters but `/`, `**` any, all others themselves. */
function meant(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, (run) => (run.length > 1 ? '.*' : '[^/]*'))}$`, 'is');
}

function isLike(pattern: string, path: string): boolean {
  const read = pathPattern(pattern);
  return typeof read === 'string' ? meant(pattern).test(path) : read.matches(path);
}

// Few characters, so that parts of a pattern occur where they are not meant.
const text = (...units: string[]) =>
  fc.array(fc.constantFrom(...units), { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('a pattern for paths', () => {
  it('means what the simplest reading of it means', () => {
    fc.assert(
      fc.property(text('a', 'b', '/', '*', '**', 'ab', '/a'), text('a', 'b', '/', 'ab'), (pattern, path) => {
        expect(isLike(pattern, path), `${pattern} for ${path}`).toBe(meant(pattern).test(path));
      }),
      { numRuns: 5000 },
    );
  });

  it('means so where asterisks and slashes are mixed between two **', () => {
    const between = text('a', 'b', '/', '*', '*/', '/*').map((pattern) => pattern.replace(/\*+/g, '*'));
    fc.assert(
      fc.property(
        text('a', '/'),
        between,
        text('a', '/', '*'),
        text('a', 'b', '/', 'a/'),
        (one, two, three, path) => {
          const pattern = `${one}**${two}**${three}`;
          expect(isLike(pattern, path), `${pattern} for ${path}`).toBe(meant(pattern).test(path));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('finds itself with its asterisks filled in', () => {
    fc.assert(
      fc.property(text('a', 'b', '/', '*', '**'), text('a', 'b'), (pattern, filling) => {
        expect(isLike(pattern, pattern.replace(/\*+/g, filling))).toBe(true);
      }),
    );
  });

  it('says so when too much would have to be kept in mind', () => {
    expect(pathPattern(`/**${'/*'.repeat(6)}/**/x`)).toBe(
      'A path pattern may have up to 5 `*` between one `**` and the next. This one has 6.',
    );
    expect(pathPattern(`/**${'*a'.repeat(500)}**`)).not.toBeTypeOf('string');
    expect(pathPattern(`/${'*/'.repeat(500)}x`)).not.toBeTypeOf('string');
  });
});

it('a text with asterisks means what the simplest reading of it means', () => {
  fc.assert(
    fc.property(text('a', 'b', '*', '/'), text('a', 'b', '/'), (pattern, value) => {
      expect(like(pattern)(value)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(value));
    }),
    { numRuns: 2000 },
  );
});

describe('a search finds what indexOf finds', () => {
  const periodic = fc
    .tuple(text('a', 'ab', 'aab', 'ba'), fc.nat(60))
    .map(([unit, times]) => unit.repeat(times).slice(0, 700));
  it('of long texts', () => {
    fc.assert(
      fc.property(periodic, periodic, text('a', 'b'), fc.nat(20), (text, unit, end, from) => {
        const wanted = unit.repeat(4) + end;
        expect(finderOf(wanted)(text + wanted, from)).toBe((text + wanted).indexOf(wanted, from));
        expect(finderOf(wanted)(text, from)).toBe(text.indexOf(wanted, from));
      }),
    );
  });

  it('of bytes, letters of ASCII in either case', () => {
    const bytes = (value: string) => new TextEncoder().encode(value);
    const some = text('a', 'A', 'b', 'aa', 'ab', 'é', 'É');
    fc.assert(
      fc.property(some, fc.nat(40), some, (unit, times, wanted) => {
        const value = unit.repeat(times);
        const ascii = (from: string) => from.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        expect(new ByteSearch(bytes(wanted)).isIn(bytes(value))).toBe(ascii(value).includes(ascii(wanted)));
      }),
      { numRuns: 2000 },
    );
  });
});
