import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounded } from '#lib/mcp/bounded.ts';
import { untrustedBlock } from '#lib/mcp/untrusted-block.ts';
import { blockIn } from '../support/mcp.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '</untrusted-data id="ID">',
        '<untrusted-data id="ID">',
        '\n',
        '\u2028',
        '\u202e',
        '"',
        '\\',
        '</UNTRUSTED',
        '< / untrusted',
        '\u{e0041}',
      ),
    )
    .map((parts) => parts.join('')),
);

test('a block has one beginning and one end, whatever it contains, and its values can be read back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ stringUnit: 'binary' }), { minLength: 1 }),
      text,
      (values, hostile) => {
        const lines = [...values, { [hostile]: hostile }];
        const written = untrustedBlock('ID', lines);
        expect(written.match(/<\/?\s*untrusted/gi)).toHaveLength(2);
        expect(written).not.toMatch(/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u);
        expect(blockIn(written).lines).toEqual(JSON.parse(JSON.stringify(lines)));
      },
    ),
  );
});

test('a bounded value is not longer than its bounds, and is the same where it is short', () => {
  const bounds = { string: 40, items: 5, total: 300 };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const shown = JSON.stringify(bounded(value, bounds));
      expect(shown.length).toBeLessThan(6000);
      const written = JSON.stringify(value);
      // No string, array or object of it reaches a bound.
      const isShort = written.length < 40 && written.split(',').length < 5;
      if (isShort) expect(shown).toBe(written);
    }),
  );
  expect(bounded({ long: 'x'.repeat(1234), list: [1, 2, 3, 4, 5, 6, 7] }, bounds)).toEqual({
    long: `${'x'.repeat(40)}… (1,194 more characters)`,
    list: [1, 2, 3, 4, 5, '… (2 more)'],
  });
});
