import { expect, it } from 'vitest';
import { copyAs } from '#lib/copy-as/index.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import type { Header } from '#lib/model/capture.ts';
import { platformRequests } from './platform-requests.ts';
import { type Parts, sourceOf, utf8 } from './source.ts';

/** More of how copies as curl look to people, one habit each; `curl.test.ts` proves that they are right. */

const origin = 'http://localhost:3000';
const host: Header = ['Host', 'localhost:3000'];
const jsonType: Header = ['Content-Type', 'application/json'];
const client: Header[] = [
  ['User-Agent', 'curl/8.5.0'],
  ['Accept', '*/*'],
];
/** Filled in below. */
const length: Header = ['Content-Length', ''];

const cases: Record<string, Parts> = {
  'json-post': {
    target: '/b/x7k2/orders?id=1',
    headers: [host, ...client, jsonType, length],
    body: '{"id":12345678901234567890.0}',
  },
  get: { method: 'GET', target: '/b/x7k2/orders?id=1&id=2', headers: [host, ...client] },
  'github-push': {
    headers: [
      host,
      ['User-Agent', 'GitHub-Hookshot/044aadd'],
      length,
      ['Accept', '*/*'],
      ['Content-Type', 'application/json'],
      ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
      ['X-GitHub-Event', 'push'],
      ['X-Hub-Signature-256', 'sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c'],
    ],
    body: '{"ref":"refs/heads/main","pusher":{"name":"O\'Neil"},"commits":[]}\n',
  },
  form: {
    headers: [host, ...client, length, ['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'Body=it%27s+me&From=%2B15551234',
  },
  'pretty-json': {
    method: 'PUT',
    headers: [host, ...client, jsonType, length],
    body: '{\n  "name": "café 你好",\n  "text": "it\'s !important"\n}\n',
  },
  multipart: {
    headers: [host, ...client, length, ['Content-Type', 'multipart/form-data; boundary=x']],
    body: '--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n@/etc/hostname\r\n--x--\r\n',
  },
  'headers-as-sent': {
    method: 'GET',
    headers: [
      ['host', 'bins.example'],
      ['X-Trace', ''],
      ['x-trace', '2'],
      ['X-Trace', '1'],
      ['X-Latin1', 'caf\xe9'],
      ['X-Utf8', utf8('café')],
    ],
  },
  binary: {
    headers: [host, ...client, ['Content-Type', 'image/png'], length],
    body: Uint8Array.from(
      atob(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      ),
      (character) => character.charCodeAt(0),
    ),
  },
  head: { method: 'HEAD', headers: [host, ...client] },
  'head-with-length': { method: 'HEAD', headers: [host, ...client, length] },
  'head-with-body': { method: 'HEAD', headers: [host, ...client, jsonType, length], body: '{}' },
  'other-host': { method: 'GET', headers: [['Host', 'bins.example'], ...client] },
  'delete-with-empty-body': { method: 'DELETE', headers: [host, ...client, length] },
  'http-1.0': {
    httpVersion: '1.0',
    headers: [['User-Agent', 'WooCommerce/8.4.0 Hookshot (WordPress/6.4.2)'], host, length],
    body: 'webhook_id=1',
  },
  hostile: {
    target: "/b/x7k2/$(touch)/`id`/'?{{x}}=[1-3]",
    headers: [host, ['User-Agent', "'; rm -rf ~ #"], ['-o', '@/etc/passwd'], length],
    body: "@/etc/passwd $(id) `id` '; rm -rf ~ #\n!!",
  },
  'terminal-escape': { headers: [host, ...client, length], body: 'a\x1b[201~\nid\n' },
  'invisible-characters': { headers: [host, ...client, length], body: 'a\u202eb\u200bc\td\u00a0!' },
  trailers: {
    headers: [host, ...client, ['Transfer-Encoding', 'chunked'], ['Trailer', 'X-Sum']],
    trailers: [['X-Sum', '5']],
    body: 'hello',
  },
  truncated: {
    headers: [host, ...client, ['Content-Length', '3000']],
    body: 'abc',
    bodySize: 3000,
    truncated: true,
  },
  'dot-segments': { method: 'GET', target: '/b/x7k2/../admin', headers: [host, ...client] },
  asterisk: { method: 'OPTIONS', target: '*', headers: [host, ...client] },
};

it.each(Object.entries(cases))('writes %s', async (name, parts) => {
  const source = sourceOf(parts);
  const headers = source.headers.map(
    (line): Header => (line === length ? [line[0], `${source.bodySize}`] : line),
  );
  await expect(`${curl.copy({ ...source, headers }, { origin })}\n`).toMatchFileSnapshot(
    `golden/curl/more/${name}.sh`,
  );
});

it('asks an https origin for the version that was captured', async () => {
  const copy = curl.copy(sourceOf({ headers: [['Host', 'bins.example']] }), {
    origin: 'https://bins.example',
  });
  await expect(`${copy}\n`).toMatchFileSnapshot('golden/curl/more/https.sh');
});

it('writes what is left of a request after every option', async () => {
  const copy = copyAs(curl, platformRequests.order!, {
    origin,
    path: 'without-prefix',
    host: 'of-origin',
    redact: true,
    drop: ['hop-by-hop', 'proxy'],
  });
  await expect(`${copy}\n`).toMatchFileSnapshot('golden/curl/more/every-option.sh');
});
