import { connect, createServer, Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { TimeLimits } from '#lib/egress/deadline.ts';
import { freePort } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { listenOnLoopback, rawServer } from './listen.ts';
import { codeOf, outgoing, sendOne, testEgress } from './test-egress.ts';

const forever = new Promise<never>(() => {});
const ok = 'HTTP/1.1 200 OK\r\n';

test('a port on which nothing listens is connection-refused', async () => {
  const { failure, timings } = await sendOne(await testEgress(), `http://127.0.0.1:${await freePort()}`);
  expect(failure).toMatchObject({ code: 'connection-refused', phase: 'connect' });
  expect(timings.connected).toBeNull();
});

test.each([
  [['127.0.0.2', '127.0.0.3', '127.0.0.1']],
  [['127.0.0.2', '127.0.0.1', '127.0.0.3']],
  [['127.0.0.1', '127.0.0.2']],
])('of the addresses %j, the first one that accepts the connection is used', async (addresses) => {
  const origin = await rawServer((socket) => socket.end(`${ok}Content-Length: 0\r\n\r\n`));
  const { port } = new URL(origin);
  // Nothing listens on this port of the others.
  const lookUp = async () => addresses;
  const { address, failure } = await sendOne(
    await testEgress({}, { network: { lookUp } }),
    `http://a.example:${port}/`,
  );
  expect(failure).toBeNull();
  expect(address).toEqual({ text: '127.0.0.1', kind: 'loopback' });
});

test('an address that does not respond does not keep the others from being tried', async () => {
  const origin = await rawServer((socket) => socket.end(`${ok}Content-Length: 0\r\n\r\n`));
  const { port } = new URL(origin);
  const lookUp = async () => ['127.0.0.9', '127.0.0.1'];
  // The first address is one to which no connection is ever established.
  const dial = (address: string, to: number) =>
    address === '127.0.0.9' ? new Socket() : connect(to, address);
  const egress = await testEgress({}, { network: { lookUp, dial } });
  const { address, failure } = await sendOne(egress, `http://a.example:${port}/`);
  expect(failure).toBeNull();
  expect(address?.text).toBe('127.0.0.1');
});

describe('a phase that takes too long ends the exchange and is named', () => {
  /** A server that does nothing with what it is sent, and never reads it. */
  const silent = async () => `127.0.0.1:${await listenOnLoopback(createServer((socket) => socket.pause()))}`;

  test.each<[keyof TimeLimits, string, () => Promise<string>]>([
    ['tls', 'https', silent],
    ['response', 'http', silent],
    ['body', 'http', async () => new URL(await rawServer((socket) => socket.write(`${ok}\r\nab`))).host],
  ])('%s', async (phase, scheme, host) => {
    const url = `${scheme}://${await host()}/`;
    const { failure, response } = await sendOne(await testEgress(), url, outgoing(), {
      times: { [phase]: 50 },
    });
    expect(failure).toMatchObject({ code: 'timed-out', phase, detail: expect.stringContaining('0.05 s') });
    expect(response === null).toBe(phase !== 'body');
  });

  test('look-up', async () => {
    const egress = await testEgress({}, { network: { lookUp: () => forever } });
    const { failure } = await sendOne(egress, 'http://a.example/', outgoing(), { times: { 'look-up': 50 } });
    expect(failure).toMatchObject({ code: 'timed-out', phase: 'look-up' });
  });

  test('connect', async () => {
    // A socket that never connects.
    const egress = await testEgress({}, { network: { dial: () => new Socket() } });
    const { failure } = await sendOne(egress, 'http://127.0.0.1/', outgoing(), { times: { connect: 50 } });
    expect(failure).toMatchObject({ code: 'timed-out', phase: 'connect' });
  });

  test('send, when nothing more is accepted', async () => {
    const request = outgoing({ method: 'POST', body: Buffer.alloc(20_000_000) });
    const { failure, bytesSent } = await sendOne(await testEgress(), `http://${await silent()}/`, request, {
      times: { send: 100 },
    });
    expect(failure).toMatchObject({ code: 'timed-out', phase: 'send' });
    expect(bytesSent).toBeLessThan(20_000_000);
  });

  test('all of them together, however much progress there is', async () => {
    const origin = await rawServer((socket) => {
      socket.write(`${ok}\r\n`);
      const drip = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(drip));
    });
    const { failure, response } = await sendOne(await testEgress(), origin, outgoing(), {
      times: { total: 200 },
    });
    expect(failure).toMatchObject({ code: 'timed-out', detail: expect.stringContaining('in total') });
    expect(response!.bodySize).toBeGreaterThan(0);
  });
});

test('a request may take long to be read as long as that makes progress', async () => {
  const length = 12_000_000;
  const slow = await slowness();
  const port = await listenOnLoopback(
    createServer((socket) => {
      let read = 0;
      socket.on('data', (data) => {
        read += data.length;
        if (read > length) return void socket.end(`${ok}Content-Length: 0\r\n\r\n`);
        socket.pause();
        setTimeout(() => socket.resume(), 8 * slow);
      });
    }),
  );
  const request = outgoing({ method: 'POST', body: Buffer.alloc(length) });
  const url = `http://127.0.0.1:${port}`;
  const { failure, timings } = await sendOne(await testEgress(), url, request, {
    times: { send: 600 * slow },
  });
  expect(failure).toBeNull();
  expect(timings.sent).toBeGreaterThan(600 * slow);
});

test('a body may take long as long as it makes progress', async () => {
  const slow = await slowness();
  const origin = await rawServer((socket) => {
    socket.write(`${ok}\r\n`);
    let left = 20;
    const drip = setInterval(() => {
      socket.write('x');
      if (--left === 0) socket.end();
    }, 20 * slow);
    socket.on('close', () => clearInterval(drip));
  });
  const { failure, response } = await sendOne(await testEgress(), origin, outgoing(), {
    times: { body: 300 * slow },
  });
  expect(failure).toBeNull();
  expect(response).toMatchObject({ bodySize: 20, isComplete: true });
});

describe('an exchange can be cancelled', () => {
  test('before it begins', async () => {
    let connections = 0;
    const port = await listenOnLoopback(createServer(() => void connections++));
    const { failure } = await sendOne(await testEgress(), `http://127.0.0.1:${port}`, outgoing(), {
      signal: AbortSignal.abort(),
    });
    expect(failure?.code).toBe('send-cancelled');
    expect(connections).toBe(0);
  });

  test('while it waits, and the connection is then closed', async () => {
    const controller = new AbortController();
    let closed!: () => void;
    const whenClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const origin = await rawServer((socket) => {
      socket.on('close', closed);
      controller.abort();
    });
    const { failure, bytesSent } = await sendOne(await testEgress(), origin, outgoing(), {
      signal: controller.signal,
    });
    expect(failure).toMatchObject({ code: 'send-cancelled', phase: 'response' });
    expect(bytesSent).toBeGreaterThan(0);
    await whenClosed;
  });
});

describe('a body that is not as long as it should be', () => {
  test.each([
    ['shorter', ['abc'], 'it has 3.'],
    ['longer', ['abcdef', 'more'], 'it has 10 or more.'],
  ])('is not sent as a whole request: %s', async (_, pieces, words) => {
    let arrived = '';
    let ended!: () => void;
    const whenEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const port = await listenOnLoopback(
      createServer((socket) => {
        socket.on('data', (data) => {
          arrived += data;
        });
        socket.on('close', ended);
      }),
    );
    async function* read() {
      for (const piece of pieces) yield Buffer.from(piece);
    }
    const body = { length: 6, read };
    const request = outgoing({ method: 'POST', body });
    const { failure } = await sendOne(await testEgress(), `http://127.0.0.1:${port}`, request);
    expect(failure).toMatchObject({ code: 'request-unsendable', detail: expect.stringContaining(words) });
    await whenEnded;
    // No byte after the length, which would be another request.
    expect(arrived.split('\r\n\r\n')[1]).toBe(pieces[0]);
  });

  test('an error of its source is thrown, since it is a defect of this server', async () => {
    const origin = await rawServer(() => {});
    async function* read(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      throw new TypeError('defect');
    }
    const request = outgoing({ method: 'POST', body: { length: 2, read } });
    await expect(sendOne(await testEgress(), origin, request)).rejects.toThrow('defect');
  });
});

describe('what is no HTTP message is refused before anything is sent', () => {
  test.each([
    { method: 'GET / HTTP/1.1\r\nX: ' },
    { method: '' },
    { target: '/a b' },
    { target: '/\r\nX: 1' },
    { target: '' },
    { target: '/caf\u{1f600}' },
    { headers: [['X\r\nY', '1']] as const },
    { headers: [['X', '1\r\nY: 2']] as const },
    { headers: [['X', 'a\0']] as const },
    { headers: [['X', '\u{1f600}']] as const },
    { headers: [['', 'x']] as const },
    { headers: [['Transfer-Encoding', 'chunked']] as const, trailers: [['X', '1\nY: 2']] as const },
  ])('%j', async (parts) => {
    expect(await codeOf(sendOne(await testEgress(), 'http://127.0.0.1:1/', outgoing(parts)))).toBe(
      'request-unsendable',
    );
  });

  test('a body that is longer than a bin stores', async () => {
    const egress = await testEgress({ MAX_BODY_BYTES: '1000' });
    const request = outgoing({ method: 'POST', body: Buffer.alloc(1001) });
    expect(await codeOf(sendOne(egress, 'http://127.0.0.1:1/', request))).toBe('request-too-long');
  });
});
