import type { CopySource } from '#lib/copy-as/target.ts';
import type { Header } from '#lib/model/capture.ts';
import { sourceOf, utf8 } from './source.ts';

/** The requests that every target is shown with: what people send, and what tells the targets apart. */

const host: Header = ['Host', 'localhost:3000'];
const prefixLength = '/b/x7k2'.length;
const multipart =
  '--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n' +
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n';

const json = '{"id":12345678901234567890,"price":10.50,\n "note":"café ```", "x": "it\'s"}';

const requests: Record<string, CopySource> = {
  'json-post': sourceOf({
    target: '/b/x7k2/orders?id=1&id=2',
    headers: [
      host,
      ['User-Agent', 'Shop/2.1'],
      ['Content-Type', 'application/json'],
      ['X-Trace', '1'],
      ['x-trace', '2'],
      ['X-Name', utf8('café')],
      ['X-Empty', ''],
      ['Content-Length', `${utf8(json).length}`],
    ],
    body: json,
    answered: { status: 200, micros: 1500, complete: true },
  }),
  form: sourceOf({
    headers: [
      host,
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Quote', `it's "quoted" $HOME \\`],
      ['Content-Length', '35'],
    ],
    body: `text=it's+"me"&more=$(id)&from=%2B1`,
  }),
  binary: sourceOf({
    method: 'PUT',
    target: '/b/x7k2/image',
    headers: [host, ['Content-Type', 'image/gif'], ['Content-Length', '14']],
    body: Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0, 0xff, 0, 0x3b]),
  }),
  get: sourceOf({
    method: 'GET',
    target: '/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=',
    headers: [
      host,
      ['User-Agent', 'Mozilla/5.0'],
      ['Accept', 'text/html, */*;q=0.8'],
      ['Accept-Encoding', 'gzip, br'],
      ['Cookie', 'session=abc; theme="dark"'],
      ['Referer', 'https://shop.example/'],
    ],
  }),
  multipart: sourceOf({
    headers: [
      host,
      ['Content-Type', 'multipart/form-data; boundary=x'],
      ['Content-Length', `${multipart.length}`],
    ],
    body: multipart,
  }),
  chunked: sourceOf({
    headers: [
      host,
      ['User-Agent', 'pump/1'],
      ['Transfer-Encoding', 'chunked'],
      ['Trailer', 'X-Sum'],
      ['Content-Type', 'text/plain'],
    ],
    trailers: [['X-Sum', '5']],
    body: 'hello',
  }),
  http2: sourceOf({
    target: '/b/x7k2/push',
    httpVersion: '2.0',
    scheme: 'https',
    headers: [
      [':method', 'POST'],
      [':authority', 'bins.example'],
      [':scheme', 'https'],
      [':path', '/b/x7k2/push'],
      ['user-agent', 'hook/2'],
      ['cookie', 'a=1'],
      ['cookie', 'b=2'],
      ['content-type', 'application/json'],
    ],
    body: '{"event":"push"}',
  }),
  awkward: sourceOf({
    method: 'M-SEARCH',
    target: '/b/x7k2//a/../b?d&e=&{{secret}}=1&=x',
    httpVersion: '1.0',
    headers: [
      ['host', 'bins.example:8443'],
      ['X-Latin1', 'caf\xe9'],
      ['-o', '@/etc/passwd'],
      ['__proto__', 'x'],
      ['Content-Length', '40'],
    ],
    body: '# ````\n{{secret}} \u202e<script>',
    peer: { address: '::ffff:198.51.100.9', port: 1 },
    aborted: true,
  }),
};

export const goldenRequests: [name: string, source: CopySource][] = Object.entries(requests).map(
  ([name, source]) => [name, { ...source, prefixLength }],
);
