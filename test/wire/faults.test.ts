import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get as httpGet } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplySummary } from '#lib/model/capture-json.ts';
import type { Fault } from '#lib/reply/response.ts';
import { garbageBytes } from '#lib/wire/response/faults/garbage.ts';
import { askedServer, asks } from '../support/asked-server.ts';
import type { AskedReply } from '../support/choose-as-asked.ts';
import { launchServer, newBin, type RunningServer, type TestBin } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { joined } from '../support/watcher.ts';
import { everythingFrom, openConnection, responsesFrom } from '../support/wire.ts';

const script = askedServer();
let server: RunningServer;
beforeAll(async () => {
  server = await launchServer({ folder: await temporaryFolderFor(afterAll), script: script() });
});
afterAll(() => server.stop());

const body = 'a body of twenty-four b.';
const request = (bin: TestBin, reply: AskedReply, method = 'GET', version = '1.1') =>
  `${method} /b/${bin.slug} HTTP/${version}\r\nHost: a\r\n${asks(reply)}\r\n\r\n`;

/** Sends a message, and says what came back until the connection ended, and how it ended. */
async function heard(message: string): Promise<{ bytes: string; ended: string }> {
  const socket = await openConnection(server.port);
  let error: NodeJS.ErrnoException | undefined;
  let ended = false;
  socket.on('error', (reason) => {
    error = reason;
  });
  socket.on('end', () => {
    ended = true;
  });
  const bytes = everythingFrom(socket);
  socket.write(message);
  return { bytes: await bytes, ended: error?.code ?? (ended ? 'FIN' : 'cut') };
}

/** A bin that is watched: what is recorded of its answers is heard at once. */
async function freshBin(): Promise<TestBin & { recorded(seq?: number): Promise<ReplySummary> }> {
  const bin = await newBin(server.origin);
  const { changes, captures } = await joined(server.origin, bin);
  const latest = (seq: number) =>
    [...captures, ...changes].findLast((told) => told.seq === seq && told.reply)?.reply;
  return { ...bin, recorded: (seq = 1) => until(async () => latest(seq)) };
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';

describe('bytes on the wire', () => {
  const dated = (bytes: string) =>
    bytes
      .replace(/Date: [^\r]+\r\n/, '')
      .replace(/Connection: keep-alive\r\nKeep-Alive: timeout=\d+\r\n/, '');

  test.for<[fault: Fault, bytes: string, ended: string]>([
    [{ kind: 'reset' }, '', 'ECONNRESET'],
    [{ kind: 'close' }, '', 'FIN'],
    [{ kind: 'hang', ms: 100 }, '', 'FIN'],
    [{ kind: 'cut-body' }, `${head}Content-Length: 24\r\n\r\na body of tw`, 'FIN'],
    [{ kind: 'wrong-length', by: 5 }, `${head}Content-Length: 29\r\n\r\n${body}`, 'FIN'],
    [{ kind: 'wrong-length', by: -5 }, `${head}Content-Length: 19\r\n\r\n${body}`, 'FIN'],
    [
      { kind: 'slow-headers', bytesPerSecond: 1000 },
      `${head}Content-Length: 24\r\nConnection: close\r\n\r\n${body}`,
      'FIN',
    ],
    [
      { kind: 'malformed-chunk' },
      `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nc\r\na body of tw\r\nno size\r\nenty-four b.`,
      'FIN',
    ],
    [{ kind: 'garbage' }, Buffer.from(garbageBytes).toString('latin1'), 'FIN'],
  ])('of %o', async ([fault, bytes, ended]) => {
    const bin = await freshBin();
    const got = await heard(request(bin, { body, fault }));
    expect({ ...got, bytes: dated(got.bytes) }).toEqual({ bytes, ended });
    expect(await bin.recorded()).toMatchObject({ status: 200, complete: true });
  });

  test('a body that drips is whole in the end, and came at the pace said', async () => {
    const bin = await freshBin();
    const began = performance.now();
    const socket = await openConnection(server.port);
    socket.write(request(bin, { body, fault: { kind: 'drip', bytesPerSecond: 100 } }));
    const times: number[] = [];
    socket.on('data', () => times.push(performance.now() - began));
    const [response] = await responsesFrom(socket, 1, undefined, { keep: true });
    expect(response).toMatchObject({ status: 200, body });
    expect(times.at(-1)).toBeGreaterThan(180);
    // The connection is as good as before.
    socket.write(request(bin, { body: 'next' }));
    expect((await responsesFrom(socket))[0]).toMatchObject({ status: 200, body: 'next' });
    expect(await bin.recorded()).toMatchObject({ complete: true, fault: 'drip', bodySent: 24 });
  });

  test.for<[what: string, reply: AskedReply, method: string, fault: Fault['kind']]>([
    ['HEAD', { body }, 'HEAD', 'cut-body'],
    ['HEAD', { body }, 'HEAD', 'malformed-chunk'],
    ['204', { status: 204 }, 'GET', 'wrong-length'],
    ['304', { status: 304 }, 'GET', 'cut-body'],
    ['an empty body', { body: '' }, 'GET', 'cut-body'],
  ])(
    '%s has no body that could go wrong: the reply is sent as it is, and that is recorded',
    async ([, reply, method, kind]) => {
      const bin = await freshBin();
      const socket = await openConnection(server.port);
      const fault = kind === 'wrong-length' ? { kind, by: 1 } : ({ kind } as Fault);
      for (let turn = 0; turn < 2; turn++) {
        socket.write(request(bin, { ...reply, fault }, method));
        const toHead = method === 'HEAD' || reply.status === 304;
        const [response] = await responsesFrom(socket, 1, undefined, { keep: true, toHead });
        expect(response).toMatchObject({ status: reply.status ?? 200, body: '' });
      }
      socket.destroy();
      const recorded = await bin.recorded(2);
      expect(recorded).toMatchObject({ complete: true, faultChosen: kind, bodySent: 0 });
      expect(recorded).not.toHaveProperty('fault');
    },
  );

  test('HTTP/1.0 knows no chunks: the body breaks off half way instead', async () => {
    const bin = await freshBin();
    const { bytes } = await heard(request(bin, { body, fault: { kind: 'malformed-chunk' } }, 'GET', '1.0'));
    expect(bytes).toMatch(/Content-Length: 24\r\n[\s\S]*\r\n\r\na body of tw$/);
    expect(await bin.recorded()).toMatchObject({ fault: 'cut-body', faultChosen: 'malformed-chunk' });
  });

  test('a sender that expects 100 is told to go on, and what it sent is kept before the connection is reset', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    const line = `POST /b/${bin.slug} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n`;
    const bytes = everythingFrom(socket);
    socket.write(`${line}${asks({ fault: { kind: 'reset' } })}\r\n\r\n`);
    await once(socket, 'data');
    socket.write('abc');
    expect(await bytes).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    expect(await (await bin.api('/captures/1')).json()).toMatchObject({ body: { text: 'abc' } });
  });
});

describe('several requests on one connection', () => {
  test.for<Fault>([
    { kind: 'reset' },
    { kind: 'garbage' },
    { kind: 'slow-headers', bytesPerSecond: 10_000 },
    { kind: 'malformed-chunk' },
  ])('%o leaves the answers of earlier requests as they are, however late they come', async (fault) => {
    const bin = await freshBin();
    const messages = [
      request(bin, { body: 'one', delayMs: 150 }),
      request(bin, { body: 'two' }),
      request(bin, { body, fault }),
      request(bin, { body: 'four' }),
    ];
    const { bytes } = await heard(messages.join(''));
    const after = bytes.slice(bytes.indexOf('\r\n\r\ntwo') + 7);
    expect(bytes).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\noneHTTP\/1\.1 200 OK[\s\S]*\r\n\r\ntwo/);
    if (fault.kind === 'reset') expect(after).toBe('');
    if (fault.kind === 'garbage') expect(after).toBe(Buffer.from(garbageBytes).toString('latin1'));
    expect(await bin.recorded(3)).toMatchObject({ complete: true, fault: fault.kind });
    // Its sender never gets to know: the connection is gone.
    expect(await bin.recorded(4)).toMatchObject({ complete: false, bodySent: 0 });
  });

  test('what is not HTTP is answered after the delayed answer before it', async () => {
    const bin = await freshBin();
    const bad = `GET /b/${bin.slug} HTTP/1.1\r\nBad Name: 1\r\n\r\n`;
    const { bytes } = await heard(request(bin, { body: 'one', delayMs: 200 }) + bad);
    expect(bytes).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\noneHTTP\/1\.1 400 Bad Request/);
  });

  test('an upgrade is answered after the delayed answer before it', async () => {
    const bin = await freshBin();
    const upgrade = `GET /b/${bin.slug} HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n${asks({ body: 'two' })}\r\n\r\n`;
    const socket = await openConnection(server.port);
    socket.write(request(bin, { body: 'one', delayMs: 200 }) + upgrade);
    expect((await responsesFrom(socket, 2)).map(({ body }) => body)).toEqual(['one', 'two']);
  });

  test('a delayed reply keeps its connection, by raw socket and by a keep-alive agent of node:http', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    for (const number of ['one', 'two']) {
      socket.write(request(bin, { body: number, delayMs: 120 }));
      const began = performance.now();
      const [response] = await responsesFrom(socket, 1, undefined, { keep: true });
      expect(performance.now() - began).toBeGreaterThan(115);
      expect(response?.body).toBe(number);
    }
    socket.destroy();
    const recorded = await bin.recorded(2);
    expect(recorded).toMatchObject({ complete: true });
    expect(recorded.delayMs).toBeGreaterThanOrEqual(119);
    expect(recorded).not.toHaveProperty('fault');

    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let turn = 0; turn < 3; turn++) {
      const asking = httpGet(bin.captureUrl, { agent, headers: { 'X-Reply': '{"delayMs":50}' } });
      const [response] = await once(asking, 'response');
      ports.add(response.socket.localPort);
      response.resume();
      await once(response, 'end');
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });
});

describe('a sender that leaves', () => {
  test('while its reply is delayed is noticed at once', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    socket.write(request(bin, { body, delayMs: 60_000 }));
    await until(async () => (await bin.api('/captures/1')).status === 200);
    expect(await (await bin.api('/captures/1')).json()).toMatchObject({ reply: null });
    socket.destroy();
    const reply = await bin.recorded();
    expect(reply).toMatchObject({ complete: false, bodySent: 0 });
    expect(reply.ms).toBeLessThan(40_000);
  });

  test('while nothing comes shows how patient it was', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    const began = performance.now();
    socket.write(request(bin, { fault: { kind: 'hang', ms: 60_000 } }));
    await until(async () => (await bin.api('/captures/1')).status === 200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    const reply = await bin.recorded();
    expect(reply).toMatchObject({ complete: false, fault: 'hang' });
    expect(reply.ms).toBeGreaterThan(290);
    expect(reply.ms).toBeLessThan(performance.now() - began);
  });

  test('in the middle of a body that drips is told with the bytes it got', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    socket.write(request(bin, { size: 10_000, fault: { kind: 'drip', bytesPerSecond: 1000 } }));
    let got = '';
    socket.on('data', (data) => {
      got += data;
    });
    await until(async () => (got.split('\r\n\r\n')[1]?.length ?? 0) > 100);
    socket.destroy();
    const { complete, bodySent } = await bin.recorded();
    expect(complete).toBe(false);
    expect(bodySent).toBeGreaterThan(100);
    expect(bodySent).toBeLessThan(10_000);
  });

  test('with a reply of many bytes unread is told, although the system took them all', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    socket.pause();
    socket.write(request(bin, { size: 200_000 }));
    expect(await bin.recorded()).toMatchObject({ complete: true, bodySent: 200_000 });
    socket.destroy();
    await until(async () => !(await bin.recorded()).complete);
  });

  test('having read it all, and for good, has left nothing unread', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    socket.write(request(bin, { size: 200_000 }));
    await responsesFrom(socket);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await bin.recorded()).toMatchObject({ complete: true, bodySent: 200_000 });
  });

  test('with more than the system takes unread is told with what it took', async () => {
    const bin = await freshBin();
    const socket = await openConnection(server.port);
    socket.pause();
    socket.write(request(bin, { size: 30_000_000 }));
    await until(async () => (await bin.api('/captures/1')).status === 200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    const { complete, bodySent } = await bin.recorded();
    expect(complete).toBe(false);
    expect(bodySent).toBeLessThan(30_000_000);
  });
});

describe('what clients say', () => {
  /** The exit code of curl, and what it printed. */
  async function curl(...args: string[]): Promise<{ code: number; out: string }> {
    return new Promise((resolve) => {
      execFile('curl', ['-s', '--max-time', '5', ...args], (error, out) =>
        resolve({ code: error ? Number(error.code) : 0, out }),
      );
    });
  }

  test.for<[fault: Fault | undefined, code: number, options?: string[]]>([
    [undefined, 0],
    [{ kind: 'reset' }, 56],
    [{ kind: 'close' }, 52],
    [{ kind: 'hang', ms: 100 }, 52],
    [{ kind: 'hang', ms: 60_000 }, 28, ['--max-time', '0.5']],
    [{ kind: 'cut-body' }, 18],
    [{ kind: 'drip', bytesPerSecond: 200 }, 0],
    [{ kind: 'drip', bytesPerSecond: 10 }, 28, ['--max-time', '0.5']],
    [{ kind: 'slow-headers', bytesPerSecond: 1000 }, 0],
    [{ kind: 'slow-headers', bytesPerSecond: 20 }, 28, ['--max-time', '0.5']],
    [{ kind: 'wrong-length', by: 5 }, 18],
    [{ kind: 'wrong-length', by: 5, ms: 60_000 }, 28, ['--max-time', '0.5']],
    [{ kind: 'wrong-length', by: -5 }, 0],
    [{ kind: 'malformed-chunk' }, 56],
    [{ kind: 'garbage' }, 1],
  ])('curl, of %o: %i', async ([fault, code, options = []]) => {
    const bin = await freshBin();
    const asked = { body, ...(fault ? { fault } : {}) };
    const { code: actual, out } = await curl('-H', asks(asked), ...options, bin.captureUrl);
    expect(actual).toBe(code);
    if (code === 0) expect(out).toBe(fault?.kind === 'wrong-length' ? body.slice(0, -5) : body);
  });

  test.for<[kind: Fault['kind'], node: RegExp, fetched: RegExp]>([
    ['reset', /ECONNRESET/, /ECONNRESET/],
    ['close', /ECONNRESET|socket hang up/, /other side closed/],
    ['cut-body', /aborted|ECONNRESET/, /other side closed|terminated/],
    ['malformed-chunk', /HPE_INVALID_CHUNK_SIZE|Parse Error/, /Invalid character in chunk size|terminated/],
    ['garbage', /HPE_|Parse Error/, /Expected HTTP|HTTPParserError/],
  ])('node:http and fetch, of %s', async ([kind, node, fetched]) => {
    const bin = await freshBin();
    const headers = { 'X-Reply': JSON.stringify({ body, fault: { kind } }) };
    const told = (error: unknown): string => {
      const { code, message, cause } = error as NodeJS.ErrnoException;
      return [code, message, cause && told(cause)].join(' ');
    };
    const byNode = await new Promise<unknown>((resolve) => {
      httpGet(bin.captureUrl, { headers }, (response) => response.resume().on('error', resolve)).on(
        'error',
        resolve,
      );
    });
    expect(told(byNode)).toMatch(node);
    const byFetch = await fetch(bin.captureUrl, { headers })
      .then((response) => response.text())
      .catch(told);
    expect(byFetch).toMatch(fetched);
  });
});
