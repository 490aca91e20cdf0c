import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import type { Header } from '#lib/model/capture.ts';
import { type CurlLab, openCurlLab } from './curl-lab.ts';
import { framedFor, type Parts, sourceOf, utf8 } from './source.ts';

let lab: CurlLab;
beforeAll(async () => {
  lab = await openCurlLab();
});
afterAll(() => lab.close());

const framed = (parts: Parts) => framedFor(lab.authority, parts);
const snippetOf = (source: CopySource) => curl.copy(source, { origin: lab.origin });

describe('headers', () => {
  it.each<[string, Header[]]>([
    [
      'names of any token',
      [
        ["!#$%&'*+-.^_`|~0", '1'],
        ['X_a.b', '2'],
        ['_', '3'],
        ['#', '4'],
        ['-H', '5'],
      ],
    ],
    [
      'values that start with @',
      [
        ['X-A', '@/etc/hostname'],
        ['X-A', '@'],
      ],
    ],
    [
      'values that start or end with punctuation',
      [
        ['X-A', ';'],
        ['X-B', ':a:'],
        ['X-C', '"'],
        ['X-D', '-'],
        ['X-E', 'a;'],
      ],
    ],
    [
      'bytes that are not UTF-8',
      [
        ['X-A', 'caf\xe9'],
        ['X-B', "\xff'\xfe!\\"],
        ['X-C', '\xc3'],
      ],
    ],
    [
      'UTF-8',
      [
        ['X-A', utf8('café 你好 \u{1f600}')],
        ['X-B', utf8('a\u202eb\u200b')],
      ],
    ],
    ['tabs, spaces and DEL inside', [['X-A', 'a\tb  c\x7fd']]],
    [
      'the bytes of C1 controls',
      [
        ['X-A', 'a\x9b\x85b'],
        ['X-B', utf8('\u009b')],
      ],
    ],
    ['a value of 40,000 bytes', [['X-A', 'a'.repeat(40_000)]]],
    ['300 of them', Array.from({ length: 300 }, (_, i): Header => [`X-${i % 7}`, `${i}`])],
    [
      'what curl would write by itself',
      [
        ['accept', 'a/b'],
        ['user-agent', 'me'],
        ['Accept', '*/*'],
        ['User-Agent', 'curl/7.88.1'],
      ],
    ],
    [
      'Cookie twice',
      [
        ['Cookie', 'a=1; b'],
        ['cookie', 'c'],
      ],
    ],
    [
      'what curl has options for',
      [
        ['Authorization', 'Basic eDp5'],
        ['Referer', 'x;auto'],
        ['Range', 'bytes=0-0'],
        ['TE', 'trailers'],
        ['If-Modified-Since', 'x'],
        ['Proxy-Connection', 'close'],
        ['Proxy-Authorization', 'x'],
      ],
    ],
    [
      'Connection',
      [
        ['Connection', 'close'],
        ['X-A', '1'],
      ],
    ],
    [
      'Connection twice',
      [
        ['connection', 'keep-alive'],
        ['X-A', '1'],
        ['Connection', 'X-A'],
      ],
    ],
    [
      'an upgrade',
      [
        ['Connection', 'Upgrade, HTTP2-Settings'],
        ['Upgrade', 'h2c'],
        ['HTTP2-Settings', 'AAMAAABk'],
      ],
    ],
    [
      'an upgrade to WebSocket',
      [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ],
    ],
    ['Expect', [['Expect', '100-continue']]],
    ['Trailer', [['Trailer', 'X-T']]],
  ])('keeps %s', async (_, headers) => {
    expect(await lab.differencesOf(framed({ body: '{}', headers }))).toEqual([]);
    expect(await lab.differencesOf(framed({ method: 'GET', headers }))).toEqual([]);
  });

  it('keeps bytes that are not UTF-8 in a locale without UTF-8', async () => {
    const headers: Header[] = [
      ['X-A', 'caf\xe9'],
      ['X-B', utf8('é\u200b')],
    ];
    expect(await lab.differencesOf(framed({ headers, body: 'é\u200b' }), 'script', 'C')).toEqual([]);
  });

  it('sends none of its own', async () => {
    const { headers } = await lab.run(snippetOf(framed({ body: 'a'.repeat(2_000_000) })));
    expect(headers.map(([name]) => name)).toEqual(['Host', 'Content-Length']);
  });

  it.each<[string, (own: string) => Header[]]>([
    ['in lower case', (own) => [['host', own]]],
    [
      'not first',
      (own) => [
        ['X-A', '1'],
        ['Host', own],
        ['X-B', '2'],
      ],
    ],
    ['of another server', () => [['Host', 'bins.example']]],
    ['of another server in lower case', () => [['host', 'bins.example']]],
    [
      'of another server, not first',
      () => [
        ['X-A', '1'],
        ['Host', 'bins.example'],
        ['X-B', '2'],
      ],
    ],
    [
      'twice',
      (own) => [
        ['Host', own],
        ['X-A', '1'],
        ['host', 'bins.example'],
      ],
    ],
    ['empty', () => [['Host', '']]],
    [
      'empty and not first',
      () => [
        ['X-A', '1'],
        ['HOST', ''],
      ],
    ],
    ['hostile', () => [['Host', "$(touch canary)'`"]]],
    ['missing', () => [['X-A', '1']]],
    ['the only thing missing', () => []],
  ])('keeps Host %s', async (_, headers) => {
    expect(
      await lab.differencesOf({ ...sourceOf({ method: 'GET' }), headers: headers(lab.authority) }),
    ).toEqual([]);
  });

  it('leaves out lines that no parser lets pass, says so, and never repeats them', async () => {
    const bad: Header[] = [
      ['@/etc/hostname', ''],
      ['X A', '1'],
      ['', 'x'],
      ['X-A', 'a\r\nX-B: b'],
      ['X-A', 'a\nb'],
      ['X-A', '\0'],
    ];
    const source = framed({ headers: [...bad, ['X-Good', '1']] });
    expect(snippetOf(source)).toMatch(
      /^# Omitted, because no client can send them: 6 malformed header lines\.\ncurl /,
    );
    const { headers } = await lab.run(snippetOf(source));
    expect(headers).toEqual([
      ['Host', lab.authority],
      ['X-Good', '1'],
    ]);
  });
});
