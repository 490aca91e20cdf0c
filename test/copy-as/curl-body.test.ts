import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import type { Header } from '#lib/model/capture.ts';
import { type CurlLab, openCurlLab } from './curl-lab.ts';
import { framedFor, type Parts, sourceOf } from './source.ts';

let lab: CurlLab;
beforeAll(async () => {
  lab = await openCurlLab();
});
afterAll(() => lab.close());

const framed = (parts: Parts) => framedFor(lab.authority, parts);
const snippetOf = (source: CopySource) => curl.copy(source, { origin: lab.origin });

describe('bodies', () => {
  it.each<[string, Parts]>([
    ['none', {}],
    ['an empty one', { headers: [['content-length', '0']] }],
    ['an empty one of GET', { method: 'GET', headers: [['Content-Length', '0']] }],
    ['every byte', { body: Uint8Array.from({ length: 256 }, (_, i) => i) }],
    ['text that is not UTF-8', { body: Uint8Array.from([0x63, 0x61, 0x66, 0xe9]) }],
    ['UTF-8 cut in a character', { body: Uint8Array.from([0x61, 0xe2, 0x82]) }],
    ['a line feed at the end', { body: 'a\n' }],
    ['line feeds only', { body: '\n\n\n' }],
    ['no line feed at the end', { body: 'a\nb' }],
    ['CRLF, lone CR and lone LF', { body: 'a\r\nb\rc\n\r' }],
    ['a space', { body: ' ' }],
    ['no type', { body: '{}', headers: [['X-A', '1']] }],
    [
      'a type twice',
      {
        body: '{}',
        headers: [
          ['Content-Type', 'a/b'],
          ['content-type', 'c/d'],
        ],
      },
    ],
    ['a type and no body', { method: 'DELETE', headers: [['Content-Type', 'application/json']] }],
    ['of PUT', { method: 'PUT', body: '{}' }],
    ['of OPTIONS', { method: 'OPTIONS', body: '{}' }],
    ['of HEAD', { method: 'HEAD', body: '{}' }],
    ['of HEAD, empty', { method: 'HEAD', headers: [['Content-Length', '0']] }],
  ])('%s', async (_, parts) => {
    expect(await lab.differencesOf(framed(parts))).toEqual([]);
  });

  it.each([16_384, 16_385, 131_071, 131_072, 131_073, 1_048_576, 1_048_577, 8_000_000])(
    'text of %i bytes',
    async (size) => {
      expect(
        await lab.differencesOf(
          framed({ body: "it's\n$(touch canary) ".repeat(size / 21 + 1).slice(0, size) }),
        ),
      ).toEqual([]);
    },
  );

  it('text of 64 KiB with every character spelled out', async () => {
    expect(await lab.differencesOf(framed({ body: '\u200b'.repeat(21_845) }))).toEqual([]);
  });

  it('8 MB that are not text', async () => {
    const body = new Uint8Array(8_000_000).map((_, i) => (i * i) >> 3);
    expect(await lab.differencesOf(framed({ body }))).toEqual([]);
  });

  it.each([1, 2, 3, 56, 57, 58, 59, 113, 114, 115])('%i bytes that are not text', async (size) => {
    expect(await lab.differencesOf(framed({ body: new Uint8Array(size).fill(0xff) }))).toEqual([]);
  });
});

describe('transfer codings', () => {
  const coded = (parts: Parts, ...headers: Header[]): CopySource => ({
    ...sourceOf(parts),
    headers: [['Host', lab.authority], ...headers],
  });
  const chunked: Header = ['Transfer-Encoding', 'chunked'];

  it.each<[string, () => CopySource]>([
    ['text', () => coded({ body: 'a\nb' }, chunked)],
    ['bytes', () => coded({ body: Uint8Array.from([0, 255]) }, chunked)],
    ['in another case', () => coded({ body: 'a' }, ['transfer-encoding', 'Chunked'])],
    ['nothing', () => coded({ body: '' }, chunked)],
    ['nothing, with Expect', () => coded({ body: '' }, ['Expect', '100-continue'], chunked)],
    ['text, with Expect', () => coded({ body: 'a' }, chunked, ['Expect', '100-continue'])],
    ['GET without a body', () => coded({ method: 'GET', body: '' }, chunked)],
    ['HEAD without a body', () => coded({ method: 'HEAD', body: '' }, chunked)],
    ['HTTP/1.0', () => coded({ httpVersion: '1.0', body: 'a' }, chunked)],
    ['after gzip', () => coded({ body: 'not really' }, ['Transfer-Encoding', 'gzip, chunked'])],
    [
      'after gzip on a line of its own',
      () => coded({ body: 'a' }, ['Transfer-Encoding', 'gzip'], ['X-A', '1'], chunked),
    ],
    [
      'after gzip, nothing',
      () => coded({ body: '' }, ['Transfer-Encoding', 'gzip, chunked'], ['Expect', '100-continue']),
    ],
    ['an empty coding', () => coded({ body: 'a' }, ['Transfer-Encoding', ''], ['Content-Length', '1'])],
    ['2 MB', () => coded({ body: 'ab'.repeat(1_000_000) }, chunked)],
  ])('chunked: %s', async (_, source) => {
    expect(await lab.differencesOf(source())).toEqual([]);
  });

  it('sends trailers', async () => {
    const source = {
      ...coded({ body: "it's" }, chunked),
      trailers: [
        ['X-T', '1'],
        ['x-t', ''],
      ] as Header[],
    };
    const { raw } = await lab.run(snippetOf(source));
    expect(raw.toString('latin1')).toMatch(/\r\n\r\n4\r\nit's\r\n0\r\nX-T: 1\r\nx-t:\r\n\r\n$/);
    expect(await lab.differencesOf(source)).toEqual([]);
  });
});
