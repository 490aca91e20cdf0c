import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arbitraryRequest, sentMessage } from './arbitrary-request.ts';

const arrived: { request: IncomingMessage; body: Buffer }[] = [];
const server = createServer({ maxHeaderSize: 65_536 }, async (request, response) => {
  arrived.push({ request, body: await buffer(request) });
  response.setHeader('Connection', 'close').end();
});
server.maxHeadersCount = 0;

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => once(server.close(), 'close'));

it('generates only requests that Node reads as they were meant', async () => {
  const { port } = server.address() as AddressInfo;
  await fc.assert(
    fc.asyncProperty(arbitraryRequest({ authority: 'h:1', prefix: '/b/x7k2' }), async (sent) => {
      const socket = connect(port, '127.0.0.1');
      socket.end(sentMessage(sent));
      await buffer(socket);
      const { request, body } = arrived.pop() ?? {};
      expect([request?.method, request?.url, request?.httpVersion]).toEqual([
        sent.method,
        sent.target,
        sent.httpVersion,
      ]);
      expect(request?.rawHeaders).toEqual(sent.headers.flat());
      expect(body?.equals(sent.body)).toBe(true);
    }),
    { numRuns: 300, seed: 1, endOnFailure: true },
  );
});
