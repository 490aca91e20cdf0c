import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import { type CurlLab, openCurlLab } from './curl-lab.ts';
import { framedFor, type Parts, sourceOf } from './source.ts';

/**
 * Every case here and in `curl-*.test.ts` is run: the request is copied as curl, real bash runs the snippet, and what a
 * recorder reads off the socket has to be the request (`faithful.ts` says what may differ).
 */

let lab: CurlLab;
beforeAll(async () => {
  lab = await openCurlLab();
});
afterAll(() => lab.close());

const framed = (parts: Parts) => framedFor(lab.authority, parts);
const snippetOf = (source: CopySource) => curl.copy(source, { origin: lab.origin });

describe('what other generators get wrong', () => {
  it.each<[string, Parts]>([
    ['a body that starts with @ and names a file', { body: '@/etc/hostname' }],
    ['a body that is @-', { body: '@-' }],
    [
      'a form',
      { headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'a=1&b=%20+%27&a=&c' },
    ],
    [
      'a multipart form',
      {
        headers: [['Content-Type', 'multipart/form-data; boundary=x']],
        body: '--x\r\nContent-Disposition: form-data; name="f"; filename="it\'s"\r\n\r\n@/etc/hostname\r\n--x--\r\n',
      },
    ],
    [
      'duplicate headers',
      {
        headers: [
          ['X-A', '1'],
          ['x-a', '2'],
          ['X-B', ''],
          ['X-A', '1'],
        ],
      },
    ],
    [
      'empty headers',
      {
        headers: [
          ['X-A', ''],
          ['User-Agent', ''],
          ['Accept', ''],
          ['Cookie', ''],
        ],
      },
    ],
    ['a query that is no form', { method: 'GET', target: "/b?a=b+c&d&e=%27'&f=&&=&%zz&a=b%20c" }],
    ['a body with NUL', { body: 'a\0b' }],
    ['64-bit numbers and duplicate keys', { body: '{ "id":12345678901234567890,"id" : 1.0,\n\t"e":1E400 }' }],
    ['GET with a body', { method: 'GET', body: '{}' }],
    ['backslashes', { body: '\\n\\\\ \\u0041 \\x41 \\', headers: [['X-Path', 'C:\\temp\\new']] }],
    ['dot segments', { method: 'GET', target: '/b/./a/../%2e%2e/%2E/...//.?x=/../' }],
    [
      'dollar signs',
      { body: '$PATH $HOME $(id) $$ $1', headers: [['X-A', '$PATH $(id)']], target: '/b/$PATH' },
    ],
    ['single quotes', { body: "it's '' \\' '", headers: [['X-A', "'it''s'"]], target: "/b/it's?'" }],
    ['Accept-Encoding', { headers: [['Accept-Encoding', 'gzip, br;q=0.5']] }],
    ['templates', { body: '{{x}} {% y %}', headers: [['X-A', '{{x}}']], target: '/b/{{x}}?{a,b}[1-3]' }],
    [
      'a header name that is an option',
      {
        headers: [
          ['-o', 'x'],
          ['--data', '@/etc/hostname'],
        ],
      },
    ],
  ])('keeps %s', async (_, parts) => {
    expect(await lab.differencesOf(framed(parts))).toEqual([]);
  });
});

describe('captures that are not whole', () => {
  it('says that a body was cut and sends what is there', async () => {
    const source = { ...framed({ body: 'abc' }), truncated: true, bodySize: 3000 };
    const snippet = snippetOf({
      ...source,
      headers: [
        ['Host', lab.authority],
        ['Content-Length', '3000'],
      ],
    });
    expect(snippet).toMatch(
      /^# Only the first 3 of 3000 body bytes are stored\. This copy sends those\.\ncurl /,
    );
    expect((await lab.run(snippet)).body.toString()).toBe('abc');
  });

  it('says that the sender left and sends what had come', async () => {
    const source = { ...sourceOf({ body: new Uint8Array([255]) }), aborted: true };
    const snippet = snippetOf({
      ...source,
      headers: [
        ['Host', lab.authority],
        ['Content-Length', '2'],
      ],
    });
    expect(snippet).toMatch(
      /^# The sender disconnected before the end of the request\. This copy sends the 1 body bytes that were received\.\necho /,
    );
    expect((await lab.run(snippet, 'interactive')).body).toEqual(Buffer.from([255]));
  });

  it('says nothing else in comments', () => {
    expect(snippetOf(framed({ body: '# \n# x', headers: [['#', '# x']] }))).toMatch(/^curl /);
  });
});

it('ends without a line feed, so that pasting does not start it', () => {
  expect(snippetOf(framed({ body: 'a' }))).not.toMatch(/\s$/);
});
