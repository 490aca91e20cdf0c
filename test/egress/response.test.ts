import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { listenOnLoopback, rawServer } from './listen.ts';
import { outgoing, sendOne, testEgress } from './test-egress.ts';

/** What comes back, read from servers that write bytes. */
async function responseTo(bytes: string | Buffer | readonly string[], request = outgoing()) {
  const origin = await rawServer((socket) => {
    for (const piece of [bytes].flat()) socket.write(piece as string, 'latin1');
    socket.end();
  });
  return sendOne(await testEgress(), origin, request);
}

const ok = 'HTTP/1.1 200 OK\r\n';
const text = (body: Uint8Array | undefined) => Buffer.from(body ?? []).toString('latin1');

test('a response is kept as it arrived: status, reason, headers in order and case, body, trailers', async () => {
  const { response, failure } = await responseTo(
    'HTTP/1.1 299 caf\xe9 time\r\nX-B: 1\r\nx-a:\r\nX-B:  2 \r\nset-cookie: a\r\nSet-Cookie: b\r\nX-\xe4: no\r\n'.replace(
      'X-\xe4: no\r\n',
      'X-L: \xe4\r\n',
    ) +
      'Transfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3;x=y\r\na\0b\r\n1\r\nc\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n',
  );
  expect(failure).toBeNull();
  expect(response).toMatchObject({
    httpVersion: '1.1',
    status: 299,
    reason: 'caf\xe9 time',
    headers: [
      ['X-B', '1'],
      ['x-a', ''],
      ['X-B', '2'],
      ['set-cookie', 'a'],
      ['Set-Cookie', 'b'],
      ['X-L', '\xe4'],
      ['Transfer-Encoding', 'chunked'],
      ['Trailer', 'X-T'],
    ],
    trailers: [
      ['X-T', '1'],
      ['x-t', '2'],
    ],
    bodySize: 4,
    isComplete: true,
  });
  expect(text(response?.body)).toBe('a\0bc');
});

test.each([
  ['with a length', `${ok}Content-Length: 3\r\n\r\nabc`, 'abc'],
  ['up to the end of the connection', `${ok}\r\nabc`, 'abc'],
  ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nabc', 'abc'],
  ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
  ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', ''],
  ['304, which has a length and no body', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n', ''],
  ['a status nobody knows', 'HTTP/1.1 799 x\r\nContent-Length: 0\r\n\r\n', ''],
])('a response is read to its end: one %s', async (_, bytes, body) => {
  const { response, failure } = await responseTo(bytes);
  expect(failure).toBeNull();
  expect(response).toMatchObject({ bodySize: body.length, isComplete: true });
  expect(text(response?.body)).toBe(body);
});

test('the response to HEAD has no body, whatever its length says', async () => {
  const { response, failure } = await responseTo(
    `${ok}Content-Length: 300\r\n\r\n`,
    outgoing({ method: 'HEAD' }),
  );
  expect(failure).toBeNull();
  expect(response).toMatchObject({ bodySize: 0, isComplete: true });
});

test.each([
  [
    'a change of protocol',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nxxx',
    'GET',
    101,
  ],
  ['a tunnel', 'HTTP/1.1 200 Connection established\r\n\r\nxxx', 'CONNECT', 200],
])('%s ends with its head', async (_, bytes, method, status) => {
  const request = outgoing({ method, target: method === 'CONNECT' ? 'a.example:443' : '/' });
  const { response, failure } = await responseTo(bytes, request);
  expect(failure).toBeNull();
  expect(response).toMatchObject({ status, bodySize: 0, isComplete: true });
});

test('1xx responses are noted, and are not the response', async () => {
  const { response, informational } = await responseTo(
    `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nLink: </b>\r\n\r\n${ok}Content-Length: 0\r\n\r\n`,
  );
  expect(response?.status).toBe(200);
  expect(informational).toEqual([
    { status: 102, reason: 'Processing', headers: [] },
    {
      status: 103,
      reason: 'Early Hints',
      headers: [
        ['Link', '</a>'],
        ['Link', '</b>'],
      ],
    },
  ]);
});

test('of endless 1xx responses, the first ones are noted and the rest end the exchange', async () => {
  const many = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50_000);
  const origin = await rawServer((socket) => socket.write(many));
  const egress = await testEgress({}, { responseLimits: { kept: 1000, received: 1_000_000 } });
  const { informational, response, failure } = await sendOne(egress, origin);
  expect(informational).toHaveLength(20);
  expect(response).toBeNull();
  expect(failure?.code).toBe('response-too-long');
});

test('the first megabyte of a body is kept, and the rest is counted', async () => {
  const body = Buffer.alloc(3_000_000, 'abcdefg');
  const origin = await rawServer((socket) => socket.end(Buffer.concat([Buffer.from(`${ok}\r\n`), body])));
  const { response, failure } = await sendOne(await testEgress(), origin);
  expect(failure).toBeNull();
  expect(response).toMatchObject({ bodySize: 3_000_000, isComplete: true });
  expect(Buffer.from(response!.body).equals(body.subarray(0, 2 ** 20))).toBe(true);
});

test('thousands of header lines arrive, up to 64 KiB', async () => {
  const { response } = await responseTo(`${ok}${'a: b\r\n'.repeat(5000)}Content-Length: 0\r\n\r\n`);
  expect(response?.headers).toHaveLength(5001);
});

describe('a response that is broken is a failure with a name, beside what arrived of it', () => {
  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'response-malformed', null],
    ['a status line of another protocol', 'ICY 200 OK\r\n\r\n', 'response-malformed', null],
    ['a header without a colon', `${ok}broken\r\n\r\n`, 'response-malformed', null],
    ['a header with NUL', `${ok}X: a\0b\r\n\r\n`, 'response-malformed', null],
    ['two lengths', `${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 'response-malformed', null],
    [
      'length and chunks',
      `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      'response-malformed',
      null,
    ],
    ['headers of more than 64 KiB', `${ok}X: ${'x'.repeat(70_000)}\r\n\r\n`, 'response-too-long', null],
    ['a bad chunk', `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n`, 'response-malformed', 'ab'],
    ['fewer bytes than its length', `${ok}Content-Length: 5\r\n\r\nabc`, 'connection-closed', 'abc'],
    [
      'chunks without an end',
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`,
      'connection-closed',
      'ab',
    ],
    ['half a head', `${ok}X: `, 'connection-closed', null],
    ['nothing', '', 'connection-closed', null],
  ])('%s', async (_, bytes, code, body) => {
    const { response, failure } = await responseTo(bytes);
    expect(failure?.code).toBe(code);
    expect(response?.isComplete ?? null).toBe(body === null ? null : false);
    expect(response ? text(response.body) : null).toBe(body);
  });

  test('more bytes than are accepted', async () => {
    const origin = await rawServer((socket) =>
      socket.write(Buffer.concat([Buffer.from(`${ok}\r\n`), Buffer.alloc(900_000)])),
    );
    const egress = await testEgress({}, { responseLimits: { kept: 1000, received: 500_000 } });
    const { response, failure } = await sendOne(egress, origin);
    expect(failure).toMatchObject({ code: 'response-too-long', phase: 'body' });
    expect(response?.body).toHaveLength(1000);
    expect(response).toMatchObject({ status: 200, isComplete: false });
  });

  test('a connection that is reset', async () => {
    const origin = await rawServer((socket) => socket.resetAndDestroy());
    const { response, failure } = await sendOne(await testEgress(), origin);
    expect(failure).toMatchObject({ code: 'connection-reset', phase: 'response' });
    expect(response).toBeNull();
  });
});

test('what follows a response on its connection is not part of it', async () => {
  const { response, failure } = await responseTo(
    `${ok}Content-Length: 2\r\n\r\nokHTTP/1.1 500 Not this\r\n\r\n`,
  );
  expect(failure).toBeNull();
  expect(response?.status).toBe(200);
  expect(text(response?.body)).toBe('ok');
});

test('a response that comes before the end of the request counts, and the rest is not sent', async () => {
  const origin = await rawServer((socket) => {
    socket.pause();
    socket.write('HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig');
  });
  const length = 20_000_000;
  const request = outgoing({ method: 'POST', body: Buffer.alloc(length) });
  const { response, failure, bytesSent, timings } = await sendOne(await testEgress(), origin, request);
  expect(failure).toBeNull();
  expect(response).toMatchObject({ status: 413, isComplete: true });
  expect(bytesSent).toBeLessThan(length);
  expect(timings.sent).toBeNull();
});

describe('a request that expects 100 Continue', () => {
  const request = outgoing({
    method: 'POST',
    headers: [
      ['Host', 'a'],
      ['Expect', '100-continue'],
    ],
    body: Buffer.from('body'),
  });

  test('sends its body when it is asked to', async () => {
    const bodies: string[] = [];
    const server = createServer((incoming, response) => {
      incoming.on('data', (data) => bodies.push(String(data))).on('end', () => response.end('ok'));
    });
    let continues = 0;
    server.on('checkContinue', (incoming, response) => {
      continues += 1;
      response.writeContinue();
      server.emit('request', incoming, response);
    });
    const port = await listenOnLoopback(server);
    const { response, informational } = await sendOne(
      await testEgress(),
      `http://127.0.0.1:${port}`,
      request,
    );
    expect({ bodies, continues }).toEqual({ bodies: ['body'], continues: 1 });
    expect(informational.map(({ status }) => status)).toEqual([100]);
    expect(response?.status).toBe(200);
  });

  test('does not send it when the response is a refusal', async () => {
    let arrived = '';
    const origin = await rawServer((socket, head) => {
      arrived = head;
      socket.on('data', (data) => {
        arrived += data;
      });
      socket.end('HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n');
    });
    const { response } = await sendOne(await testEgress(), origin, request);
    expect(response?.status).toBe(417);
    expect(arrived).toMatch(/\r\n\r\n$/);
  });

  test('sends it after a moment when nothing comes', async () => {
    const origin = await rawServer((socket) => {
      socket.removeAllListeners('data').on('data', (data) => {
        if (String(data) === 'body') socket.end(`${ok}Content-Length: 0\r\n\r\n`);
      });
    });
    expect((await sendOne(await testEgress(), origin, request)).response?.status).toBe(200);
  });
});

test('each phase is timed with a clock that only goes forward', async () => {
  const origin = await rawServer((socket) => socket.end(`${ok}Content-Length: 2\r\n\r\nok`));
  let time = 1000;
  const now = () => time++;
  const lookUp = async () => ['127.0.0.1'];
  const egress = await testEgress({}, { network: { now, lookUp } });
  const { timings } = await sendOne(egress, origin.replace('127.0.0.1', 'localhost'));
  const { lookedUp, connected, secured, sent, firstByte, done } = timings;
  expect(secured).toBeNull();
  const moments = [lookedUp, connected, sent, firstByte, done] as number[];
  expect(moments).toEqual([...moments].sort((a, b) => a - b));
  expect(moments.every((moment) => moment > 0)).toBe(true);
  expect(new Set(moments).size).toBe(5);
});
