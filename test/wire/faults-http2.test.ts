import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
} from 'node:http2';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReplySummary } from '#lib/model/capture-json.ts';
import type { Fault } from '#lib/reply/response.ts';
import { askedServer, asks } from '../support/asked-server.ts';
import { selfSigned } from '../support/certificate.ts';
import type { AskedReply } from '../support/choose-as-asked.ts';
import { http2Session } from '../support/http2-session.ts';
import { launchServer, type RunningServer } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { joined } from '../support/watcher.ts';

const { NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_PROTOCOL_ERROR } = constants;
const script = askedServer();
let server: RunningServer;
beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  server = await launchServer({ folder, script: script(), environment: await selfSigned(folder) });
});
afterAll(() => server.stop());

type Told = { status: number | undefined; body: string; code: number };

const session = () => http2Session(server.origin);

function ask(client: ClientHttp2Session, path: string, reply: AskedReply, method = 'GET'): ClientHttp2Stream {
  return client.request({ ':path': path, ':method': method, 'x-reply': JSON.stringify(reply) });
}

/** What a stream was told until it was closed. */
async function told(stream: ClientHttp2Stream): Promise<Told> {
  let status: number | undefined;
  let body = '';
  stream.on('response', (headers: IncomingHttpHeaders & { ':status'?: number }) => {
    status = headers[':status'];
  });
  stream.on('data', (data) => {
    body += data;
  });
  stream.on('error', () => {});
  await new Promise((resolve) => stream.on('close', resolve));
  return { status, body, code: stream.rstCode };
}

async function freshBin() {
  const made = await new Promise<string>((resolve, reject) => {
    execFile('curl', ['-sk', '-X', 'POST', `${server.origin}/api/v1/bins`], (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });
  const bin = JSON.parse(made) as { slug: string; key: string; captureUrl: string };
  const watcher = await joined(server.origin, { ...bin, rejectUnauthorized: false });
  const latest = (seq: number) =>
    [...watcher.captures, ...watcher.changes].findLast((heard) => heard.seq === seq && heard.reply)?.reply;
  return {
    ...bin,
    path: `/b/${bin.slug}`,
    isCaptured: () => watcher.captures.length > 0,
    recorded: (seq = 1): Promise<ReplySummary> => until(async () => latest(seq)),
  };
}

const body = 'a body of twenty-four b.';
const half = 'a body of tw';
const nothing = { status: undefined, body: '' };

test.for<[fault: Fault, told: Told, performed?: Fault['kind']]>([
  [{ kind: 'reset' }, { ...nothing, code: NGHTTP2_INTERNAL_ERROR }],
  [{ kind: 'close' }, { ...nothing, code: NGHTTP2_NO_ERROR }],
  [
    { kind: 'hang', ms: 100 },
    { ...nothing, code: NGHTTP2_NO_ERROR },
  ],
  [{ kind: 'cut-body' }, { status: 200, body: half, code: NGHTTP2_INTERNAL_ERROR }],
  [
    { kind: 'drip', bytesPerSecond: 200 },
    { status: 200, body, code: NGHTTP2_NO_ERROR },
  ],
  [
    { kind: 'slow-headers', bytesPerSecond: 1000 },
    { status: 200, body, code: NGHTTP2_NO_ERROR },
  ],
  [
    { kind: 'wrong-length', by: 5 },
    { status: 200, body, code: NGHTTP2_PROTOCOL_ERROR },
  ],
  [{ kind: 'malformed-chunk' }, { status: 200, body: half, code: NGHTTP2_INTERNAL_ERROR }, 'cut-body'],
  [{ kind: 'garbage' }, { ...nothing, code: NGHTTP2_INTERNAL_ERROR }, 'reset'],
])('%o over HTTP/2 is told by its stream', async ([fault, expected, performed = fault.kind]) => {
  const bin = await freshBin();
  const client = await session();
  // Another stream of the connection has no part in it.
  const other = told(ask(client, bin.path, { body: 'other', delayMs: 200 }));
  expect(await told(ask(client, bin.path, { body, fault }))).toEqual(expected);
  expect(await other).toEqual({ status: 200, body: 'other', code: NGHTTP2_NO_ERROR });
  const replies = [await bin.recorded(1), await bin.recorded(2)];
  const faulty = replies.find((reply) => reply.fault);
  expect(faulty?.fault).toBe(performed);
  expect(faulty?.faultChosen).toBe(performed === fault.kind ? undefined : fault.kind);
});

test('a connection closes with GOAWAY where it is closed without an answer', async () => {
  const bin = await freshBin();
  const client = await session();
  const goaway = once(client, 'goaway');
  await told(ask(client, bin.path, { fault: { kind: 'close' } }));
  expect((await goaway)[0]).toBe(NGHTTP2_NO_ERROR);
});

test('HEAD and 204 have no body that could go wrong', async () => {
  const bin = await freshBin();
  const client = await session();
  const fault = { kind: 'cut-body' } as const;
  const noError = { body: '', code: NGHTTP2_NO_ERROR };
  expect(await told(ask(client, bin.path, { body, fault }, 'HEAD'))).toEqual({ status: 200, ...noError });
  expect(await told(ask(client, bin.path, { status: 204, fault }))).toEqual({ status: 204, ...noError });
  const recorded = await bin.recorded(2);
  expect(recorded).toMatchObject({ complete: true, faultChosen: 'cut-body' });
  expect(recorded).not.toHaveProperty('fault');
});

test('headers that come twice come twice, in their order', async () => {
  const bin = await freshBin();
  const client = await session();
  const headers = [
    ['Set-Cookie', 'a=1'],
    ['X-A', '1'],
    ['Set-Cookie', 'b=2'],
    ['x-a', '2'],
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'text/html'],
    ['Connection', 'close'],
  ] as const;
  const [answer] = await once(ask(client, bin.path, { headers }), 'response');
  expect(answer).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-a': '1, 2', 'content-type': 'text/plain' });
});

test('a sender that resets its stream while it waits is noticed at once', async () => {
  const bin = await freshBin();
  const client = await session();
  const stream = ask(client, bin.path, { delayMs: 60_000 });
  stream.on('error', () => {});
  await until(async () => bin.isCaptured());
  stream.close(constants.NGHTTP2_CANCEL);
  const { complete, bodySent, ms } = await bin.recorded();
  expect({ complete, bodySent }).toEqual({ complete: false, bodySent: 0 });
  expect(ms).toBeLessThan(40_000);
});

test('what the window of a sender does not take was not sent', async () => {
  const bin = await freshBin();
  const client = await session();
  const stream = ask(client, bin.path, { size: 1_000_000 });
  stream.on('error', () => {});
  await once(stream, 'response');
  await new Promise((resolve) => setTimeout(resolve, 200));
  stream.close(constants.NGHTTP2_CANCEL);
  const { complete, bodySent } = await bin.recorded();
  expect(complete).toBe(false);
  expect(bodySent).toBeLessThan(300_000);
});

test('HTTP/1.1 over TLS is reset without a goodbye', async () => {
  const bin = await freshBin();
  // TLS 1.3 sends session tickets after the handshake. When these and the reset arrive in one read, libuv reports the end of
  // the stream instead of the reset.
  const socket = connectTls(server.port, '127.0.0.1', {
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    maxVersion: 'TLSv1.2',
  });
  socket.write(`GET ${bin.path} HTTP/1.1\r\nHost: a\r\n${asks({ fault: { kind: 'reset' } })}\r\n\r\n`);
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
  expect(await bin.recorded()).toMatchObject({ complete: true, fault: 'reset' });
});

test.for<[fault: Fault, code: number, inNewer?: number]>([
  [{ kind: 'reset' }, 92],
  [{ kind: 'close' }, 18, 92],
  [{ kind: 'cut-body' }, 92],
  [{ kind: 'drip', bytesPerSecond: 500 }, 0],
  [{ kind: 'wrong-length', by: 5 }, 92],
])('curl over HTTP/2, of %o: %i', async ([fault, code, inNewer = code]) => {
  const bin = await freshBin();
  const actual = await new Promise((resolve) => {
    const args = ['-sk', '--http2', '--max-time', '5', '-H', asks({ body, fault }), bin.captureUrl];
    execFile('curl', args, (error) => resolve(error ? Number(error.code) : 0));
  });
  expect([code, inNewer]).toContain(actual);
});
