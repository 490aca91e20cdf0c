import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { Header } from '#lib/model/capture.ts';

const read = (...lines: string[]) =>
  contentCodings(lines.map((value): Header => ['content-encoding', value])).map(({ sent, name }) => [
    sent,
    name,
  ]);

describe('contentCodings', () => {
  it.each<[lines: string[], codings: [string, string | null][]]>([
    [[], []],
    [[''], []],
    [['gzip'], [['gzip', 'gzip']]],
    [['X-GZip'], [['X-GZip', 'gzip']]],
    [['deflate, br'], [['deflate', 'deflate'], ['br', 'br']]], // biome-ignore format: a table
    [['gzip', 'zstd'], [['gzip', 'gzip'], ['zstd', 'zstd']]], // biome-ignore format: a table
    [['identity'], []],
    [['Identity, gzip,\tidentity'], [['gzip', 'gzip']]],
    [[', gzip,,'], [['gzip', 'gzip']]],
    [['aws-chunked,gzip'], [['aws-chunked', null], ['gzip', 'gzip']]], // biome-ignore format: a table
    [['compress'], [['compress', null]]],
    [['x-br'], [['x-br', null]]],
    [['gzip;q=1'], [['gzip;q=1', null]]],
    [['none'], [['none', null]]],
    [['constructor'], [['constructor', null]]],
    [['gzip\xa0'], [['gzip\xa0', null]]],
  ])('of %j are %j', (lines, codings) => {
    expect(read(...lines)).toEqual(codings);
  });

  it('finds the lines whatever their case, and takes no others', () => {
    const headers: Header[] = [
      ['CONTENT-ENCODING', 'gzip'],
      ['Transfer-Encoding', 'deflate'],
      ['Content-Encoding', 'br'],
    ];
    expect(contentCodings(headers).map(({ name }) => name)).toEqual(['gzip', 'br']);
  });

  it('is the same list in one line or in several', () => {
    const name = fc.constantFrom('gzip', 'x-gzip', 'identity', 'br', 'foo', '', 'ZSTD');
    fc.assert(
      fc.property(fc.array(name), (names) => {
        expect(read(names.join(' , '))).toEqual(read(...names));
      }),
    );
  });
});
