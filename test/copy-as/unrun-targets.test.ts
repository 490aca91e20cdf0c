import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyAs } from '#lib/copy-as/index.ts';
import { csharpByteString, csharpString } from '#lib/copy-as/literals/csharp-string.ts';
import { powershellString } from '#lib/copy-as/literals/powershell-string.ts';
import { rustByteString, rustString } from '#lib/copy-as/literals/rust-string.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import { csharp } from '#lib/copy-as/targets/csharp.ts';
import { powershell } from '#lib/copy-as/targets/powershell.ts';
import { rust } from '#lib/copy-as/targets/rust.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import { hostileTexts } from '../support/arbitrary-request.ts';
import { hostileCases, http2Case } from './hostile-cases.ts';
import { type LiteralReader, readCsharp, readPowershell, readRust, takenApart } from './literals.ts';
import { generatedCases } from './run-hostile-cases.ts';
import { sourceOf } from './source.ts';

/**
 * Targets whose runtimes are not at hand where the tests run. Their copies are taken apart by the languages' own rules
 * for literals: what a sender wrote has to be in literals, whole, and nowhere else.
 */
const targets = [
  { id: 'csharp', target: csharp, read: readCsharp, marker: '//' },
  { id: 'rust', target: rust, read: readRust, marker: '//' },
  { id: 'powershell', target: powershell, read: readPowershell, marker: '#' },
];
const origin = 'http://localhost:3000';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom('\\', '"', "'", '\n', '\r', '\t', '\0', 'x41', '0', '\u2028', '\u0085', '{', '$', '`'),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(...hostileTexts),
);
const byteString = fc.uint8Array({ maxLength: 40 }).map(fromBytes);
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });

describe('a string literal', () => {
  it.each<[string, LiteralReader, (value: string) => string, fc.Arbitrary<string>]>([
    ['C#, a text', readCsharp, csharpString, text],
    ['C#, a byte string', readCsharp, csharpByteString, byteString],
    ['Rust, a text', readRust, rustString, text],
    ['PowerShell, ASCII', readPowershell, powershellString, ascii],
  ])('is read back as what it was made of: %s', (_, read, write, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const literal = write(value);
        expect(read(literal, 0)).toEqual({ value, end: literal.length });
      }),
      { numRuns: 1000 },
    );
  });

  it('is read back as the bytes it was made of: Rust', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (value) => {
        const literal = rustByteString(fromBytes(value));
        expect(readRust(literal, 0)).toEqual({ value, end: literal.length });
      }),
      { numRuns: 1000 },
    );
  });
});

describe.each(targets)('$id', ({ target, read, marker }) => {
  const lines = (copy: string) => takenApart(copy, read, marker).rest.split('\n');
  /** Every line such a copy can have, its literals left out. */
  const known = new Set(
    [
      sourceOf({
        method: 'GET',
        headers: [
          ['X-A', '1'],
          ['Content-Type', 'a/b'],
        ],
      }),
      sourceOf({
        headers: [
          ['X-A', '1'],
          ['Content-Type', 'a/b'],
        ],
        body: 'x',
      }),
      sourceOf({ headers: [['X-A', '1']], body: Uint8Array.of(0) }),
    ].flatMap((source) => lines(target.copy(source, { origin }))),
  );

  it.each([...hostileCases, http2Case, ...generatedCases(200)])(
    'has what was sent in literals alone: $name',
    ({ source: make }) => {
      const source = prepareRequest(make('bins.example'), { origin });
      const copy = copyAs(target, source, { origin });
      const { rest, values } = takenApart(copy, read, marker);
      for (const line of rest.split('\n')) expect(known).toContain(line);

      const said = values.map((value) => (typeof value === 'string' ? value : fromBytes(value)));
      expect(said).toContain(source.method);
      const isOwn = ([name]: readonly [string, string]) =>
        /^(?:content-length|transfer-encoding)$/i.test(name);
      const isSaid = ([, value]: readonly [string, string]) =>
        target !== powershell || !/[^\0-\x7f]/.test(value);
      for (const [name, value] of source.headers.filter((line) => !isOwn(line) && isSaid(line))) {
        const places = said.flatMap((literal, index) => (literal === name ? [said[index + 1]] : []));
        expect(places).toContain(value);
      }
      const body = Buffer.from(source.body);
      const bodies = values.map((value) =>
        typeof value === 'string' ? Buffer.from(value) : Buffer.from(value),
      );
      const decoded = values.map((value) => Buffer.from(String(value), 'base64'));
      if (body.length > 0) expect([...bodies, ...decoded].some((value) => value.equals(body))).toBe(true);
    },
  );
});
