import type { CopySource } from '#lib/copy-as/target.ts';
import { sourceOf, utf8 } from './source.ts';

/** Three requests that show what each form makes of a request: the plain one, the awkward one, and bytes. */
export const platformRequests: Record<string, CopySource> = {
  order: sourceOf({
    target: '/b/x7k2/orders?id=1&tag=a%20b&tag=c',
    prefixLength: '/b/x7k2'.length,
    headers: [
      ['Host', 'bins.example'],
      ['User-Agent', 'Shop/2.1'],
      ['Content-Type', 'application/json'],
      ['Cookie', 'session=abc; theme=dark'],
      ['X-Trace', '1'],
      ['x-trace', '2'],
      ['Content-Length', '62'],
    ],
    body: '{"id":12345678901234567890,"price":10.50,\n "note":"caf\u00e9 ```"}',
    answered: { status: 200, micros: 1500, complete: true },
  }),
  awkward: sourceOf({
    method: 'PUT',
    target: '/b/x7k2//a/../b?d&e=&{{secret}}=1&=x',
    prefixLength: '/b/x7k2'.length,
    httpVersion: '1.0',
    headers: [
      ['host', 'bins.example:8443'],
      ['X-Utf8', utf8('caf\u00e9')],
      ['X-Latin1', 'caf\xe9'],
      ['Transfer-Encoding', 'chunked'],
      ['__proto__', 'x'],
    ],
    trailers: [['X-Sum', '5']],
    body: '# ````\n{{secret}} \u202e<script>',
    peer: { address: '::ffff:198.51.100.9', port: 1 },
    aborted: true,
  }),
  image: sourceOf({
    method: 'POST',
    target: '/b/x7k2',
    prefixLength: '/b/x7k2'.length,
    headers: [
      ['Host', 'bins.example'],
      ['Content-Type', 'image/png'],
      ['Content-Length', '12'],
    ],
    body: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 0xff),
  }),
};
