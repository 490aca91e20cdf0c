import { once } from 'node:events';
import { METHODS } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { everyByte } from '../support/received.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import { until } from '../support/until.ts';
import { commitsInWal } from '../support/wal.ts';
import { ask, converse, everythingFrom, headerOf, openConnection, responsesFrom } from '../support/wire.ts';

// Servers and disks may be slow on a busy machine; what has to be quick is measured.
const limit = 1_000_000;
const server = sharedServer({ environment: { MAX_BODY_BYTES: String(limit) } });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function freshBin(): Promise<TestBin> {
  return newBin(server().origin);
}

async function captured(bin: TestBin, seq: number | 'latest' = 'latest'): Promise<CaptureJson> {
  const response = await bin.api(`/captures/${seq}`);
  expect(response.status).toBe(200);
  return (await response.json()) as CaptureJson;
}

async function bodyOf(bin: TestBin, seq: number | 'latest' = 'latest'): Promise<Buffer> {
  return Buffer.from(await (await bin.api(`/captures/${seq}/body`)).arrayBuffer());
}

/** The capture of that seq, once it is there: nobody is answered when the sender has left. */
async function eventually(bin: TestBin, seq: number): Promise<CaptureJson> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const response = await bin.api(`/captures/${seq}`);
    if (response.status === 200) return (await response.json()) as CaptureJson;
    await pause(50);
  }
  throw new Error(`There never was a capture ${seq}.`);
}

const total = async (bin: TestBin) => ((await (await bin.api()).json()) as { total: number }).total;

/** A request as bytes: `head` is what stands before the blank line, lines apart. */
const message = (head: string[], body = '') => `${head.join('\r\n')}\r\n\r\n${body}`;

describe('the request line', () => {
  test('any method Node knows is recorded as sent and answered 200', async () => {
    const bin = await freshBin();
    const methods = METHODS.filter((method) => method !== 'CONNECT');
    expect(methods).toEqual(
      expect.arrayContaining(['PROPFIND', 'M-SEARCH', 'TRACE', 'OPTIONS', 'HEAD', 'PURGE']),
    );
    for (const [index, method] of methods.entries()) {
      const socket = await openConnection(server().port);
      socket.write(message([`${method} /b/${bin.slug}/m HTTP/1.1`, 'Host: a', 'Content-Length: 0']));
      const [response] = await responsesFrom(socket, 1, undefined, { toHead: method === 'HEAD' });
      expect([method, response?.status]).toEqual([method, 200]);
      expect((await captured(bin)).method).toBe(method);
      expect((await captured(bin)).seq).toBe(index + 1);
    }
  });

  test.for([
    '',
    '/',
    '//',
    '//a//b/',
    '/a/../b/./c',
    '/..',
    '/../../etc/passwd',
    '/%2F%2f',
    '/%2e%2E/%00%zz%',
    '?',
    '?a=1&a=2&&b',
    '/x?y=/../z?w#f',
    '#fragment',
    '/a+b%20c;d=1,2',
    '/\'"`$(id){}[]|\\^<>',
    '/socket.io/?EIO=4&transport=polling',
    '/api/v1/bins',
    '/_next/static/x.js',
  ])('the target after the bin is kept as sent: %j', async (rest) => {
    const bin = await freshBin();
    const target = `/b/${bin.slug}${rest}`;
    expect((await ask(server().port, message([`GET ${target} HTTP/1.1`, 'Host: a']))).status).toBe(200);
    const capture = await captured(bin);
    expect(capture.target).toBe(target);
    expect(capture.path).toBe(rest.startsWith('/') ? rest : `/${rest}`);
  });

  test('a target of 40,000 characters is kept whole', async () => {
    const bin = await freshBin();
    const target = `/b/${bin.slug}/${'long/'.repeat(8000)}`;
    expect((await ask(server().port, message([`GET ${target} HTTP/1.1`, 'Host: a']))).status).toBe(200);
    expect((await captured(bin)).target).toBe(target);
  });

  // RFC 9112 §3.2 has no such bytes in a target. Node's parser takes them only with `insecureHTTPParser`.
  test('a target with bytes outside ASCII is refused by Node with 400, and captured as malformed', async () => {
    const bin = await freshBin();
    const target = `/b/${bin.slug}/caf\xc3\xa9`;
    const response = await ask(server().port, message([`GET ${target} HTTP/1.1`, 'Host: a']));
    expect(response.status).toBe(400);
    expect(await captured(bin)).toMatchObject({ target, malformed: true, reply: { status: 400 } });
  });

  test('an absolute-form target is kept whole, and its path is what comes after the bin', async () => {
    const bin = await freshBin();
    const target = `HTTP://proxy.example:8080/b/${bin.slug}/x//y?z`;
    expect((await ask(server().port, message([`GET ${target} HTTP/1.1`, 'Host: a']))).status).toBe(200);
    expect(await captured(bin)).toMatchObject({ target, path: '/x//y?z' });
  });

  test('the slug is read without case, and kept in the target as sent', async () => {
    const bin = await freshBin();
    const target = `/b/${bin.slug.toUpperCase()}/X`;
    expect((await ask(server().port, message([`GET ${target} HTTP/1.1`, 'Host: a']))).status).toBe(200);
    expect(await captured(bin)).toMatchObject({ target, path: '/X' });
  });

  test.for(['1.0', '1.1'])('the version is kept: HTTP/%s', async (httpVersion) => {
    const bin = await freshBin();
    await ask(server().port, message([`GET /b/${bin.slug} HTTP/${httpVersion}`, 'Host: a']));
    expect(await captured(bin)).toMatchObject({ httpVersion, via: 'wire', scheme: 'http', malformed: false });
  });

  test('an HTTP/1.0 request without Host is captured', async () => {
    const bin = await freshBin();
    expect((await ask(server().port, message([`GET /b/${bin.slug} HTTP/1.0`]))).status).toBe(200);
    expect((await captured(bin)).headers).toEqual([]);
  });
});

describe('the header fields', () => {
  async function headersAsKept(lines: string[]): Promise<CaptureJson['headers']> {
    const bin = await freshBin();
    const { status } = await ask(server().port, message([`GET /b/${bin.slug} HTTP/1.1`, ...lines]));
    expect(status).toBe(200);
    return (await captured(bin)).headers as [string, string][];
  }

  test('order, case, duplicates, empty values and odd names are kept', async () => {
    const kept = await headersAsKept([
      'X-Zebra: 1',
      'host: a',
      'x-zebra: 2',
      'X-ZEBRA:',
      'X_under.score: dots',
      "!#$%&'*+-.^_`|~9: token",
      'Cookie: a=1',
      'Cookie: b=2',
      'Set-Cookie: c=3',
      'Content-Type: text/a',
      'Content-Type: text/b',
      'User-Agent: one',
      'User-Agent: two',
      '__proto__: x',
    ]);
    expect(kept).toEqual([
      ['X-Zebra', '1'],
      ['host', 'a'],
      ['x-zebra', '2'],
      ['X-ZEBRA', ''],
      ['X_under.score', 'dots'],
      ["!#$%&'*+-.^_`|~9", 'token'],
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
      ['Set-Cookie', 'c=3'],
      ['Content-Type', 'text/a'],
      ['Content-Type', 'text/b'],
      ['User-Agent', 'one'],
      ['User-Agent', 'two'],
      ['__proto__', 'x'],
    ]);
  });

  test('every byte a field value may have is kept', async () => {
    const value = [...everyByte]
      .filter((byte) => byte === 9 || (byte >= 32 && byte !== 127))
      .map((byte) => String.fromCharCode(byte))
      .join('')
      .trim();
    expect(await headersAsKept(['Host: a', `X-Bytes: ${value}`])).toEqual([
      ['Host', 'a'],
      ['X-Bytes', value],
    ]);
  });

  test('1,500 fields are kept, all of them', async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `X-${index}: ${index}`);
    const kept = await headersAsKept(['Host: a', ...lines]);
    expect(kept.map(([name, value]) => `${name}: ${value}`)).toEqual(['Host: a', ...lines]);
  });

  test('60 KiB of header fields are kept', async () => {
    const kept = await headersAsKept([
      'Host: a',
      ...['b', 'c', 'd'].map((letter) => `X-${letter}: ${letter.repeat(20_000)}`),
    ]);
    expect(kept.map(([, value]) => value.length)).toEqual([1, 20_000, 20_000, 20_000]);
  });

  test('a field of the hop is data like any other', async () => {
    const lines = [
      'Host: a',
      'Connection: close, X-A',
      'Keep-Alive: timeout=5',
      'TE: trailers',
      'Via: 1.0 fred',
      'X-A: 1',
    ];
    expect((await headersAsKept(lines)).map(([name, value]) => `${name}: ${value}`)).toEqual(lines);
  });
});

describe('the body', () => {
  test('all 256 byte values are kept', async () => {
    const bin = await freshBin();
    const head = Buffer.from(message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 512']));
    expect((await ask(server().port, Buffer.concat([head, everyByte, everyByte]))).status).toBe(200);
    expect(await bodyOf(bin)).toEqual(Buffer.concat([everyByte, everyByte]));
    expect((await captured(bin)).body).toMatchObject({ size: 512, stored: 512, truncated: false });
  });

  test('an empty body and none are both empty, and their framing is seen in the headers', async () => {
    const bin = await freshBin();
    await ask(server().port, message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 0']));
    await ask(server().port, message([`GET /b/${bin.slug} HTTP/1.1`, 'Host: a']));
    expect((await captured(bin, 1)).headers).toContainEqual(['Content-Length', '0']);
    expect((await captured(bin, 2)).body).toMatchObject({ size: 0, text: '' });
  });

  test('a GET with a body keeps it', async () => {
    const bin = await freshBin();
    await ask(server().port, message([`GET /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 3'], 'abc'));
    expect((await captured(bin)).body.text).toBe('abc');
  });

  test('of a chunked body the bytes are kept without the chunks, extensions are ignored, trailers kept', async () => {
    const bin = await freshBin();
    const chunks = '3;a=1;b="x"\r\nabc\r\n00A\r\n0123456789\r\n0;last\r\nX-Sum: 7\r\nx-sum: \xff\r\n\r\n';
    const head = [`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Transfer-Encoding: chunked', 'Trailer: X-Sum'];
    expect((await ask(server().port, message(head, chunks))).status).toBe(200);
    const capture = await captured(bin);
    expect(capture.body.text).toBe('abc0123456789');
    expect(capture.trailers).toEqual([
      ['X-Sum', '7'],
      ['x-sum', '\xff'],
    ]);
    expect(capture.headers).toContainEqual(['Transfer-Encoding', 'chunked']);
  });

  test('a content coding is left as it is', async () => {
    const bin = await freshBin();
    const gzip = Buffer.from('1f8b08000000000000034b4c4a06004c4b3d0803000000', 'hex');
    const head = [
      `POST /b/${bin.slug} HTTP/1.1`,
      'Host: a',
      'Content-Encoding: gzip',
      `Content-Length: ${gzip.length}`,
    ];
    await ask(server().port, Buffer.concat([Buffer.from(message(head)), gzip]));
    expect(await bodyOf(bin)).toEqual(gzip);
  });

  test.for([limit - 1, limit, limit + 1, 3 * limit])(
    'of a body of %i bytes at most MAX_BODY_BYTES are kept, the true size is told, and the answer is 200',
    async (size) => {
      const bin = await freshBin();
      const body = Buffer.alloc(size, 'abcdefghij');
      const head = Buffer.from(
        message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', `Content-Length: ${size}`]),
      );
      expect((await ask(server().port, Buffer.concat([head, body]))).status).toBe(200);
      const stored = Math.min(size, limit);
      expect((await captured(bin)).body).toMatchObject({ size, stored, truncated: size > limit });
      expect((await bodyOf(bin)).equals(body.subarray(0, stored))).toBe(true);
    },
  );

  test('a sender that hangs up half way is captured as far as it came, and flagged', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    socket.write(
      message([`POST /b/${bin.slug}/half HTTP/1.1`, 'Host: a', 'Content-Length: 100'], 'only this'),
    );
    await pause(100);
    expect(await total(bin)).toBe(0);
    socket.destroy();
    const capture = await eventually(bin, 1);
    expect(capture).toMatchObject({ aborted: true, path: '/half' });
    expect(capture.body).toMatchObject({ text: 'only this', size: 9, truncated: false });
    expect(capture.reply?.complete ?? false).toBe(false);
  });

  test('a sender that resets the connection in a chunked body is captured and flagged too', async () => {
    const reset = async (after: number) => {
      const bin = await freshBin();
      const socket = await openConnection(server().port);
      socket.on('error', () => {});
      const head = [`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Transfer-Encoding: chunked'];
      socket.write(message([...head, 'Expect: 100-continue']));
      await once(socket, 'data');
      socket.write('5\r\nhello\r\n5\r\nwo');
      await pause(after);
      socket.resetAndDestroy();
      return await eventually(bin, 1);
    };
    // A reset throws away what was not read yet: a busy server needs longer.
    let capture = await reset(100);
    for (const after of [1000, 5000]) if (capture.body.text !== 'hellowo') capture = await reset(after);
    expect(capture).toMatchObject({ aborted: true });
    expect(capture.body.text).toBe('hellowo');
  });

  test('a complete request whose sender does not wait for the answer is captured, not flagged', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    socket.end(message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 3'], 'abc'));
    socket.destroySoon();
    expect(await eventually(bin, 1)).toMatchObject({ aborted: false, body: { text: 'abc' } });
  });
});

describe('expectations and upgrades', () => {
  test('Expect: 100-continue is granted before the body is sent', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    socket.write(
      message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 3', 'Expect: 100-continue']),
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('abc');
    const [response] = await responsesFrom(socket);
    expect(response?.status).toBe(200);
    expect(await captured(bin)).toMatchObject({ body: { text: 'abc' } });
    expect((await captured(bin)).headers).toContainEqual(['Expect', '100-continue']);
  });

  test('an expectation nobody knows is captured and answered as any other request', async () => {
    const bin = await freshBin();
    const head = [`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 3', 'Expect: the-impossible'];
    expect((await ask(server().port, message(head, 'abc'))).status).toBe(200);
    expect((await captured(bin)).body.text).toBe('abc');
  });

  test('a WebSocket handshake is captured and answered 200 without upgrading', async () => {
    const bin = await freshBin();
    const response = await ask(
      server().port,
      message([
        `GET /b/${bin.slug}/socket HTTP/1.1`,
        'Host: a',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ]),
    );
    expect(response).toMatchObject({ status: 200, body: 'ok\n' });
    expect((await captured(bin)).headers).toContainEqual(['Upgrade', 'websocket']);
  });

  test('a POST that offers HTTP/2, as Java and curl --http2 send it, keeps its body', async () => {
    const bin = await freshBin();
    const offer = [
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA',
    ];
    const head = [`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', ...offer, 'Content-Length: 5'];
    expect((await ask(server().port, message(head, 'hello'))).status).toBe(200);
    expect((await captured(bin)).body).toMatchObject({ text: 'hello', size: 5 });
  });

  test('so does one whose body comes later, in chunks', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    const head = [`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Connection: Upgrade', 'Upgrade: h2c'];
    socket.write(message([...head, 'Transfer-Encoding: chunked']));
    await pause(50);
    socket.write('5\r\nhello\r\n');
    await pause(50);
    socket.write('6\r\n world\r\n0\r\n\r\n');
    const [response] = await responsesFrom(socket);
    expect(response?.status).toBe(200);
    expect((await captured(bin)).body).toMatchObject({ text: 'hello world' });
  });

  test('a request with an upgrade that is reset at once harms nothing', async () => {
    const bin = await freshBin();
    const logged = server().log().length;
    for (const target of [`/b/${bin.slug}`, '/elsewhere', '/socket.io/?EIO=4&transport=websocket']) {
      for (let count = 0; count < 10; count += 1) {
        const socket = connect(server().port, '127.0.0.1');
        socket.on('error', () => {});
        const head = [`GET ${target} HTTP/1.1`, 'Host: a', 'Connection: Upgrade', 'Upgrade: websocket'];
        socket.write(message(head), () => socket.resetAndDestroy());
        await once(socket, 'close');
      }
    }
    expect((await fetch(`${server().origin}/b/${bin.slug}`)).status).toBe(200);
    expect(server().log().slice(logged)).not.toMatch(/uncaught|ECONNRESET|EPIPE/i);
  });
});

describe('connections', () => {
  test('requests on one connection, one after the other, are captured in order', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    for (const body of ['one', 'two', 'three']) {
      socket.write(
        message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', `Content-Length: ${body.length}`], body),
      );
      const [response] = await responsesFrom(socket, 1, undefined, { keep: true });
      expect(response).toMatchObject({ status: 200, body: 'ok\n' });
      expect(headerOf(response!, 'connection')).toBe('keep-alive');
    }
    socket.destroy();
    for (const [index, body] of ['one', 'two', 'three'].entries()) {
      expect((await captured(bin, index + 1)).body.text).toBe(body);
    }
  });

  test('pipelined requests are each captured whole and each answered, in order', async () => {
    const bin = await freshBin();
    const bodies = Array.from({ length: 40 }, (_, index) => 'x'.repeat(index * 37));
    const requests = bodies.map((body, index) =>
      index % 2 === 0
        ? message(
            [`POST /b/${bin.slug}/${index} HTTP/1.1`, 'Host: a', `Content-Length: ${body.length}`],
            body,
          )
        : message(
            [`PUT /b/${bin.slug}/${index} HTTP/1.1`, 'Host: a', 'Transfer-Encoding: chunked'],
            `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
          ),
    );
    const responses = await converse(server().port, requests.join(''), { count: 40 });
    expect(responses.map(({ status, body }) => [status, body])).toEqual(new Array(40).fill([200, 'ok\n']));
    const { captures } = (await (await bin.api('/captures?after=0')).json()) as { captures: CaptureJson[] };
    expect(captures.map(({ path, body }) => [path, body.size]).sort(byNumber)).toEqual(
      bodies.map((body, index) => [`/${index}`, body.length]),
    );
  });

  test('a refusal between two pipelined captures keeps its place', async () => {
    const bin = await freshBin();
    const get = (target: string) => message([`GET ${target} HTTP/1.1`, 'Host: a']);
    const requests = [get(`/b/${bin.slug}`), get('/b/nosuchbin'), get(`/b/${bin.slug}`)].join('');
    const responses = await converse(server().port, requests, { count: 3 });
    expect(responses.map(({ status }) => status)).toEqual([200, 404, 200]);
  });

  test('Connection: close is obeyed', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    socket.write(message([`GET /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Connection: close']));
    expect(await everythingFrom(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*ok\n$/);
  });

  test('the peer is the far end of the socket, IPv4 and IPv6', async () => {
    const bin = await freshBin();
    for (const host of ['127.0.0.1', '::1']) {
      const socket = connect(server().port, host);
      await once(socket, 'connect');
      const port = socket.localPort;
      socket.write(message([`GET /b/${bin.slug} HTTP/1.1`, 'Host: a', 'X-Forwarded-For: 203.0.113.9']));
      await responsesFrom(socket);
      expect((await captured(bin)).peer).toEqual({ address: host, port });
    }
  });

  test('two hundred senders at once share commits', async () => {
    const bin = await freshBin();
    const file = path.join(server().folder, 'wirebin.db');
    const sockets = await Promise.all(Array.from({ length: 200 }, () => openConnection(server().port)));
    await pause(100);
    const before = commitsInWal(file);
    const answers = sockets.map((socket) => responsesFrom(socket));
    for (const socket of sockets) {
      socket.write(message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 2'], 'hi'));
    }
    const statuses = (await Promise.all(answers)).map(([response]) => response?.status);
    expect(statuses).toEqual(new Array(200).fill(200));
    const after = commitsInWal(file);
    expect(await total(bin)).toBe(200);
    // When the log was begun anew meanwhile, only the commits since then are in it.
    expect(after < before ? after : after - before).toBeLessThan(100);
  });
});

describe('time', () => {
  const slowHead = async (socket: Awaited<ReturnType<typeof openConnection>>, slug: string, wait: number) => {
    const began = Date.now();
    socket.write('P');
    await pause(wait);
    socket.write(message([`OST /b/${slug} HTTP/1.1`, 'Host: a', 'Content-Length: 4'], 'ab'));
    await pause(100);
    socket.write('cd');
    return began;
  };

  test('receivedAt is the time of the first byte and uploadMs lasts to the last, also on a kept connection', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    for (const round of [1, 2]) {
      await pause(60);
      // The server waits fifteen seconds for a head.
      const wait = 400 * Math.min(10, await slowness());
      const began = await slowHead(socket, bin.slug, wait);
      await responsesFrom(socket, 1, undefined, { keep: true });
      const ended = Date.now();
      const capture = await captured(bin, round);
      const receivedAt = Date.parse(capture.receivedAt);
      // Before the rest of the head came: the clocks of two processes may differ by the few milliseconds Node rounds.
      expect(receivedAt).toBeGreaterThanOrEqual(began - 25);
      expect(receivedAt).toBeLessThan(began + wait - 10);
      // The first byte may be seen late; the rest of the head came 100 ms before the last.
      expect(capture.uploadMs).toBeGreaterThan(250);
      expect(capture.uploadMs).toBeLessThanOrEqual(ended - began + 25);
    }
    socket.destroy();
  });

  test('no two captures have the same time, and those of one connection are in order', async () => {
    const bin = await freshBin();
    const get = (index: number) => message([`GET /b/${bin.slug}/${index} HTTP/1.1`, 'Host: a']);
    const burst = Array.from({ length: 100 }, (_, index) => get(index)).join('');
    const port = server().port;
    await Promise.all([1, 2, 3].map(() => converse(port, burst, { count: 100 })));
    const database = new Database(path.join(server().folder, 'wirebin.db'), { readonly: true });
    const rows = database
      .prepare(
        `SELECT target, receivedAt, peerPort FROM "Capture"
         WHERE binId = (SELECT id FROM "Bin" WHERE slug = ?) ORDER BY receivedAt`,
      )
      .all(bin.slug) as { target: string; receivedAt: number; peerPort: number }[];
    database.close();
    expect(new Set(rows.map(({ receivedAt }) => receivedAt)).size).toBe(300);
    for (const peerPort of new Set(rows.map((row) => row.peerPort))) {
      const own = rows
        .filter((row) => row.peerPort === peerPort)
        .map(({ target }) => Number(target.split('/')[3]));
      expect(own).toEqual(Array.from({ length: 100 }, (_, index) => index));
    }
  });

  test('the reply is noted: its status, and that the sender had it all', async () => {
    const bin = await freshBin();
    await ask(server().port, message([`GET /b/${bin.slug} HTTP/1.1`, 'Host: a']));
    const { reply } = await captured(bin);
    expect(reply).toMatchObject({ status: 200, complete: true });
    expect(reply!.ms).toBeGreaterThan(0);
    expect(reply!.ms).toBeLessThan(5000);
  });
});

describe('what is no capture', () => {
  test.for(['/b/nosuchbin', '/b/nosuchbin/x/y?z', '/b', '/b/', '/b//x', '/b/?x', '/b/.hidden', '/b/%62in'])(
    'a request to %s is answered 404, saying what a capture URL looks like',
    async (target) => {
      const response = await ask(
        server().port,
        message([`POST ${target} HTTP/1.1`, 'Host: bins.example:81', 'Content-Length: 1'], 'x'),
      );
      expect(response.status).toBe(404);
      expect(headerOf(response, 'content-type')).toBe('application/problem+json');
      expect(headerOf(response, 'access-control-allow-origin')).toBe('*');
      const problem = JSON.parse(response.body);
      expect(problem).toMatchObject({ code: 'bin-not-found', status: 404 });
      expect(problem.hint).toContain('http://bins.example:81/b/{slug}');
    },
  );

  test('a large body to no bin is taken and the sender gets to read the answer', async () => {
    const size = 5_000_000;
    const head = Buffer.from(message(['POST /b/nosuchbin HTTP/1.1', 'Host: a', `Content-Length: ${size}`]));
    expect((await ask(server().port, Buffer.concat([head, Buffer.alloc(size)]))).status).toBe(404);
  });

  test('a message to an inspector’s address is answered 405 with the capture URL and without the key', async () => {
    const bin = await freshBin();
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await ask(
        server().port,
        message([`${method} /i/${bin.key}/3?x=1 HTTP/1.1`, 'Host: bins.example', 'Content-Length: 3'], 'abc'),
      );
      expect(response.status).toBe(405);
      expect(headerOf(response, 'allow')).toBe('GET, HEAD');
      expect(JSON.parse(response.body)).toMatchObject({
        code: 'inspector-url',
        captureUrl: `http://bins.example/b/${bin.slug}`,
      });
      expect(JSON.stringify(response)).not.toContain(bin.key);
    }
    expect(await total(bin)).toBe(0);
    expect(server().log() + server().output()).not.toContain(bin.key);
  });

  test('with a key nobody knows the answer is 405 too, without a capture URL', async () => {
    const response = await ask(
      server().port,
      message(['POST /i/abcdefghijklmnopqrstuvwx HTTP/1.1', 'Host: a', 'Content-Length: 0']),
    );
    expect(response.status).toBe(405);
    const problem = JSON.parse(response.body);
    expect(problem.captureUrl).toBeUndefined();
    expect(problem.detail).toContain('/b/{slug}');
  });

  test.for([
    '*',
    '/socket.io/',
    'http://a:99999/socket.io/?EIO=4',
    'http://[/socket.io/',
    '//',
    '/%',
    'http://a:99999/',
    '?',
  ])('a request for %s is answered, and the server lives on', async (target) => {
    const method = target === '*' ? 'OPTIONS' : 'GET';
    const logged = server().log().length;
    const socket = await openConnection(server().port);
    socket.write(message([`${method} ${target} HTTP/1.1`, 'Host: a', 'Connection: close']));
    const timer = setTimeout(() => socket.destroy(), 40_000);
    const answer = await everythingFrom(socket);
    clearTimeout(timer);
    expect(answer).toMatch(/^HTTP\/1\.1 [2345]\d\d /);
    expect(server().log().slice(logged)).not.toMatch(/uncaughtException/);
  });
});

describe('the answer', () => {
  test('is 200 with a short text that no browser runs, for any page to read', async () => {
    const bin = await freshBin();
    const response = await ask(
      server().port,
      message([`POST /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Content-Length: 0']),
    );
    expect(response).toMatchObject({ status: 200, body: 'ok\n' });
    expect(headerOf(response, 'content-type')).toBe('text/plain; charset=utf-8');
    expect(headerOf(response, 'x-content-type-options')).toBe('nosniff');
    expect(headerOf(response, 'access-control-allow-origin')).toBe('*');
  });

  test('to a browser’s preflight grants what it asks, and the preflight is captured', async () => {
    const bin = await freshBin();
    const response = await ask(
      server().port,
      message([
        `OPTIONS /b/${bin.slug}/x HTTP/1.1`,
        'Host: a',
        'Origin: https://page.example',
        'Access-Control-Request-Method: PROPFIND',
        'Access-Control-Request-Headers: x-a, content-type',
      ]),
    );
    expect(response).toMatchObject({ status: 204, body: '' });
    expect(headerOf(response, 'access-control-allow-origin')).toBe('*');
    expect(headerOf(response, 'access-control-allow-methods')).toBe('PROPFIND');
    expect(headerOf(response, 'access-control-allow-headers')).toBe('x-a, content-type');
    expect(await captured(bin)).toMatchObject({ method: 'OPTIONS', reply: { status: 204 } });
  });

  test('to HEAD has the length of the body and no body', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server().port);
    socket.write(message([`HEAD /b/${bin.slug} HTTP/1.1`, 'Host: a', 'Connection: close']));
    const answer = await everythingFrom(socket);
    expect(answer).toMatch(/Content-Length: 3\r\n/);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });
});

const byNumber = (a: unknown[], b: unknown[]) =>
  Number(String(a[0]).slice(1)) - Number(String(b[0]).slice(1));

test('requests sent in a row are captured also when their sender hangs up at once', async () => {
  const bin = await newBin(server().origin);
  const socket = await openConnection(server().port);
  socket.write(`GET /b/${bin.slug} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(500), () => socket.destroy());
  await until(async () => ((await (await bin.api()).json()) as { total: number }).total > 0);
  expect((await fetch(bin.captureUrl)).status).toBe(200);
});
