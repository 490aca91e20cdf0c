import { once } from 'node:events';
import { type ClientHttp2Stream, constants } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { maxConcurrentStreams } from '#lib/server/connections/http2-budget.ts';
import { selfSigned } from '../../support/certificate.ts';
import {
  endHeaders,
  endStream,
  type FrameConnection,
  frame,
  frameType,
  initialWindow,
  openFrames,
  requestBlock,
  settingsOf,
  uint32,
} from '../../support/http2-frames.ts';
import { http2Session } from '../../support/http2-session.ts';
import { launchServer, type RunningServer } from '../../support/server.ts';
import { temporaryFolderFor } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM } = constants;
let server: RunningServer;
beforeAll(async () => {
  const folder = await temporaryFolderFor(afterAll);
  const under = ['sh', '-c', 'ulimit -n 256; exec "$@"', 'sh'];
  server = await launchServer({ folder, under, environment: await selfSigned(folder) });
});
afterAll(() => server.stop());

const session = () => http2Session(server.origin);

/** The body of a response, once it is whole. */
async function bodyOf(stream: ClientHttp2Stream): Promise<string> {
  let body = '';
  for await (const piece of stream.setEncoding('utf8')) body += piece;
  return body;
}

type Bin = {
  slug: string;
  path: string;
  get(below?: string): Promise<Record<string, unknown>>;
  set(reply: unknown): Promise<unknown>;
};

/** A bin made over HTTP/2, and the API below it. */
async function freshBin(): Promise<Bin> {
  const client = await session();
  const call = async (method: string, path: string, headers = {}, input = '{}') => {
    const stream = client.request({ ':method': method, ':path': `/api/v1/bins${path}`, ...headers });
    stream.end(method === 'GET' ? undefined : input);
    return JSON.parse(await bodyOf(stream));
  };
  const { slug, key } = await call('POST', '');
  const authorization = `Bearer ${key}`;
  return {
    slug,
    path: `/b/${slug}`,
    get: (below = '') => call('GET', `/${slug}${below}`, { authorization }),
    set: (reply) => call('PUT', `/${slug}/reply`, { authorization }, JSON.stringify(reply)),
  };
}

/** Writes what each stream of a flood is made of, a hundred streams at a time, until the connection is given up. */
async function flood(
  connection: FrameConnection,
  perStream: (id: number) => Buffer[],
): Promise<number | null> {
  let code: number | null | undefined;
  connection.goaway.then((given) => {
    code = given;
  });
  for (let id = 1; code === undefined; id += 200) {
    const streams = Array.from({ length: 100 }, (_, index) => perStream(id + 2 * index));
    await Promise.race([connection.write(Buffer.concat(streams.flat())), connection.goaway]);
    await new Promise(setImmediate);
  }
  return code;
}

const cancel = (id: number) => frame(frameType.reset, 0, id, uint32(NGHTTP2_CANCEL));

describe('a connection that resets its streams as fast as it opens them is closed', () => {
  test.for([
    ['after whole requests', 'GET', endStream | endHeaders],
    ['before their end', 'POST', endHeaders],
  ] as const)('%s', async ([, method, flags]) => {
    const bin = await freshBin();
    const other = await session();
    const block = requestBlock(method, bin.path);
    const code = await flood(await openFrames(server.port), (id) => [
      frame(frameType.headers, flags, id, block),
      cancel(id),
    ]);
    // A sender that still writes may be told by a reset alone, which discards the GOAWAY on its way.
    expect([NGHTTP2_ENHANCE_YOUR_CALM, null]).toContain(code);
    await until(async () => /"reason":"http2-(?:resets|streams)"/.test(server.log()));
    // Another connection is served meanwhile; what was served of this one is bounded.
    expect(await bodyOf(other.request({ ':path': `${bin.path}/other` }))).toBe('ok\n');
    expect((await bin.get()).total).toBeLessThan(1000);
  });
});

test('a connection that reads no responses is closed, and has few of them waiting until then', async () => {
  const bin = await freshBin();
  const connection = await openFrames(server.port, settingsOf([initialWindow, 0]));
  const block = requestBlock('GET', bin.path);
  const streams = Array.from({ length: maxConcurrentStreams + 100 }, (_, index) =>
    frame(frameType.headers, endStream | endHeaders, 2 * index + 1, block),
  );
  await connection.write(Buffer.concat(streams));
  expect(await connection.goaway).toBe(NGHTTP2_ENHANCE_YOUR_CALM);
  expect(connection.received(frameType.headers)).toBeLessThanOrEqual(maxConcurrentStreams);
  // All that was received is kept, though nobody read what it was answered.
  const { total } = await bin.get();
  expect(total).toBe(connection.received(frameType.headers));
  expect(server.log()).toContain('"reason":"http2-unread"');
});

test('a busy sender with a hundred streams at a time is served in full, though it cancels some and reads one slowly', async () => {
  const bin = await freshBin();
  const long = 'x'.repeat(512 * 1024);
  await bin.set({
    rules: [{ name: 'long', when: 'path:/long', answer: { status: 200, body: { text: long } } }],
  });
  const client = await session();
  const codes: number[] = [];
  client.on('goaway', (code) => codes.push(code));
  // On a connection of its own: unread, it would use up the window of all.
  const slowClient = await session();
  slowClient.on('goaway', (code) => codes.push(code));
  const slow = slowClient.request({ ':path': `${bin.path}/long` });
  let slowly = '';
  let served = 0;
  let next = 0;
  const ask = async (): Promise<void> => {
    while (next < 2000) {
      const index = next++;
      if (index % 100 === 0) slowly += slow.read(4096) ?? '';
      const stream = client.request({ ':path': `${bin.path}/${index}` });
      if (index % 10 === 0) {
        stream.on('error', () => {}).close(NGHTTP2_CANCEL);
        await once(stream, 'close');
      } else if ((await bodyOf(stream)) === 'ok\n') served += 1;
    }
  };
  await Promise.all(Array.from({ length: 99 }, ask));
  expect(served).toBe(1800);
  expect(slowly + (await bodyOf(slow)) === long).toBe(true);
  expect(codes).toEqual([]);
});

describe('a flood of frames that mean nothing is cut off', () => {
  const headers = (id: number, flags: number) =>
    frame(frameType.headers, flags, id, requestBlock('POST', '/b/nobody'));
  test.for<[string, (id: number) => Buffer[]]>([
    ['CONTINUATION', (id) => [id === 1 ? headers(1, 0) : frame(frameType.continuation, 0, 1)]],
    ['SETTINGS', () => [frame(frameType.settings, 0, 0)]],
    ['PING', () => [frame(frameType.ping, 0, 0, Buffer.alloc(8))]],
    ['empty DATA', (id) => [id === 1 ? headers(1, endHeaders) : frame(frameType.data, 0, 1)]],
    [
      'windows too wide',
      (id) => [headers(id, endHeaders), frame(frameType.windowUpdate, 0, id, uint32(2 ** 31 - 1))],
    ],
  ])('%s', async ([, perStream]) => {
    const connection = await openFrames(server.port);
    connection.socket.pause();
    const closed = new Promise((resolve) => connection.socket.once('close', resolve));
    await Promise.race([flood(connection, perStream), closed]);
  });
});

test('connections that never shake hands leave room for those that do', async () => {
  const bin = await freshBin();
  const silent = Array.from({ length: 300 }, () => {
    const socket = connectTcp({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    onTestFinished(() => void socket.destroy());
    return socket.on('error', () => {}).resume();
  });
  await until(async () => silent.filter((socket) => socket.destroyed).length > 100);
  const client = await session();
  expect(await bodyOf(client.request({ ':path': bin.path }))).toBe('ok\n');
});
