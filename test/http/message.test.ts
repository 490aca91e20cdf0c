import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { type MessageSource, requestMessage } from '#lib/http/message.ts';
import { arbitraryRequest } from '../support/arbitrary-request.ts';

const plain: MessageSource = {
  method: 'POST',
  target: '/b/x7k2//a?b=%c3',
  httpVersion: '1.1',
  headers: [
    ['host', 'h'],
    ['X-E', ''],
    ['X-e', 'caf\xe9'],
    ['Content-Length', '2'],
  ],
  trailers: [],
  body: toBytes('h\xff'),
  truncated: false,
  aborted: false,
};
const chunked: MessageSource = {
  ...plain,
  headers: [['Transfer-Encoding', 'gzip, Chunked']],
  trailers: [['X-T', '1']],
};
const written = (source: MessageSource) => fromBytes(requestMessage(source));

describe('requestMessage', () => {
  it('writes target, order, case, empty values and bytes as they came', () => {
    expect(written(plain)).toBe(
      'POST /b/x7k2//a?b=%c3 HTTP/1.1\r\nhost: h\r\nX-E:\r\nX-e: caf\xe9\r\nContent-Length: 2\r\n\r\nh\xff',
    );
  });

  it('says HTTP/1.0 of a request that did, and 1.1 of any other', () => {
    expect(written({ ...plain, httpVersion: '1.0' })).toMatch(/^POST \S+ HTTP\/1\.0\r\n/);
    expect(written({ ...plain, httpVersion: '2.0' })).toMatch(/^POST \S+ HTTP\/1\.1\r\n/);
  });

  it('puts a chunked body back into a chunk, with its trailers', () => {
    expect(written(chunked)).toMatch(/\r\n\r\n2\r\nh\xff\r\n0\r\nX-T: 1\r\n\r\n$/);
  });

  it('writes an empty chunked body as the last chunk alone', () => {
    expect(written({ ...chunked, trailers: [], body: new Uint8Array() })).toMatch(
      /Chunked\r\n\r\n0\r\n\r\n$/,
    );
  });

  it.each(['truncated', 'aborted'] as const)('leaves a %s chunked message without its end', (how) => {
    expect(written({ ...chunked, [how]: true })).toMatch(/\r\n\r\n2\r\nh\xff\r\n$/);
  });

  it('finds chunked as the last coding of several lines only', () => {
    const codings = (...values: string[]) =>
      written({ ...plain, headers: values.map((value) => ['Transfer-Encoding', value]) });
    expect(codings('gzip', 'chunked')).toMatch(/0\r\n\r\n$/);
    expect(codings('chunked', 'gzip')).toMatch(/h\xff$/);
    expect(codings('xchunked')).toMatch(/h\xff$/);
    expect(codings('')).toMatch(/h\xff$/);
  });
});

describe('requestMessage read by another parser', () => {
  const server = createServer(
    { maxHeaderSize: 65_536, requireHostHeader: false },
    async (request, response) => {
      const { method, url, httpVersion, rawHeaders } = request;
      seen.push({ head: { method, url, httpVersion, rawHeaders }, body: await buffer(request) });
      response.setHeader('Connection', 'close').end();
    },
  );
  const seen: { head: unknown; body: Buffer }[] = [];
  server.maxHeadersCount = 0;

  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => once(server.close(), 'close'));

  it('is the same request', async () => {
    const { port } = server.address() as AddressInfo;
    await fc.assert(
      fc.asyncProperty(arbitraryRequest({ authority: 'h', prefix: '' }), async (sent) => {
        const socket = connect(port, '127.0.0.1');
        socket.end(requestMessage({ ...sent, trailers: [], truncated: false, aborted: false }));
        await buffer(socket);
        const { method, target, httpVersion, headers, body } = sent;
        const arrived = seen.pop();
        expect(arrived?.head).toEqual({ method, url: target, httpVersion, rawHeaders: headers.flat() });
        expect(arrived?.body.equals(body)).toBe(true);
      }),
      { numRuns: 200, seed: 2, endOnFailure: true },
    );
  });
});
