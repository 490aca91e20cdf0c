import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { longestDelayMs, longestHoldMs } from '#lib/reply/response.ts';
import {
  longestProxiedBody,
  proxied,
  proxiedElsewhere,
  proxiedFaults,
  type Received,
} from '../fidelity/proxied.ts';
import { sendPieces } from '../fidelity/send-pieces.ts';
import { askedServer, asks } from '../support/asked-server.ts';
import { root } from '../support/root.ts';
import { freePort, launchServer, newBin, type RunningServer, type TestBin } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { eventually, joined } from '../support/watcher.ts';
import { ask, responsesFrom } from '../support/wire.ts';
import { isInstalled, type ProxyName, proxies, type RunningProxy, startProxy } from './proxies.ts';

const script = askedServer();
let server: RunningServer;
beforeAll(async () => {
  server = await launchServer({
    folder: await temporaryFolderFor(afterAll),
    script: script(),
    environment: { MAX_BODY_BYTES: String(longestProxiedBody), TRUSTED_PROXIES: '127.0.0.1' },
  });
});
afterAll(() => server.stop());

async function newestOf(bin: TestBin): Promise<CaptureJson | null> {
  const response = await bin.api('/captures/latest');
  return response.ok ? ((await response.json()) as CaptureJson) : null;
}

const pathOf = (bin: TestBin) => new URL(bin.captureUrl).pathname;
const get = (bin: TestBin, ...lines: string[]) =>
  `${[`GET ${pathOf(bin)} HTTP/1.1`, 'Host: a', ...lines].join('\r\n')}\r\n\r\n`;

/** Sends a request from an address, and returns what was received until the connection ended, and how it ended. */
async function received(port: number, message: string): Promise<Received & { pieces: number }> {
  const socket = connect(port, '127.0.0.1');
  let [bytes, ended, pieces]: [string, Received['ended'], number] = ['', 'closed', 0];
  socket.on('data', (data) => {
    bytes += data.toString('latin1');
    pieces += 1;
  });
  socket.on('error', () => {
    ended = 'reset';
  });
  socket.write(message, 'latin1');
  await new Promise((resolve) => socket.once('close', resolve));
  return { bytes, ended, pieces };
}

describe.each(Object.keys(proxies) as ProxyName[])('%s with its documented configuration', (name) => {
  if (!isInstalled(name)) {
    test.skipIf(!process.env.CI)('needs its program, which is not installed here', () =>
      expect.fail(`${name} cannot be run`),
    );
    return;
  }
  let proxy: RunningProxy;
  beforeAll(async () => {
    proxy = await startProxy(name, server.port);
  });
  afterAll(() => proxy.close());

  test.each(proxied)('changes no more than is said: $what', async ({ message, hangsUp = false, through }) => {
    const bin = await newBin(server.origin);
    await sendPieces(proxy.port, [message(pathOf(bin))].flat(), hangsUp);
    const { finds } = through[name];
    if (!finds) {
      expect(await newestOf(bin)).toBeNull();
      return;
    }
    await vi.waitFor(
      async () => {
        const capture = await newestOf(bin);
        const { found, expected } = finds(capture!, pathOf(bin));
        expect(found).toEqual(expected);
      },
      { timeout: 60_000, interval: 25 },
    );
  });

  test.each(proxiedFaults)('passes faults on as is said: $what', async ({ fault, through }) => {
    const bin = await newBin(server.origin);
    const body = 'a body of twenty-four b.';
    const got = await received(proxy.port, get(bin, asks({ body, fault }), 'Connection: close'));
    expect(through[name].isSo(got, body), JSON.stringify(got)).toBe(true);
    expect((await newestOf(bin))?.seq).toBe(1);
  });

  test('sends a request once, also if its connection was used before and ends without a response', async () => {
    const bin = await newBin(server.origin);
    const socket = connect(proxy.port, '127.0.0.1');
    socket.write(get(bin));
    expect((await responsesFrom(socket, 1, 60_000, { keep: true }))[0]?.status).toBe(200);
    socket.on('error', () => {});
    socket.write(get(bin, asks({ body: '', fault: { kind: 'close' } })));
    await new Promise((resolve) => socket.once('close', resolve));
    expect((await newestOf(bin))?.seq).toBe(2);
  });

  test('tells Wirebin the address, scheme and host of the client, whatever the client says', async () => {
    const bin = await newBin(server.origin);
    const socket = connect({ port: proxy.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    socket.write(get(bin, 'X-Forwarded-For: 203.0.113.9', 'X-Forwarded-Proto: https'));
    await responsesFrom(socket);
    const capture = await newestOf(bin);
    expect(capture?.peer.address).toBe('127.0.0.1');
    expect(capture?.client).toMatchObject({ address: '127.0.0.2', scheme: 'http', host: 'a' });
  });

  test('accepts HTTP/2, and sends HTTP/1.1', async () => {
    const bin = await newBin(server.origin);
    const session = connectHttp2(`https://localhost:${proxy.tlsPort}`, {
      rejectUnauthorized: false,
      lookup: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    onTestFinished(() => session.destroy());
    const stream = session.request({ ':path': pathOf(bin), ':method': 'POST', 'x-b': '1', 'x-a': '2' });
    stream.end('hi');
    stream.resume();
    const [headers] = (await once(stream, 'response')) as [{ ':status': number }];
    expect(headers[':status']).toBe(200);
    const capture = await newestOf(bin);
    expect(capture).toMatchObject({ httpVersion: '1.1', tls: null, body: { text: 'hi' } });
    expect(capture?.client?.scheme).toBe('https');
    expect(capture?.headers.filter(([field]) => /^x-[ab]$/i.test(field))).toEqual(
      name === 'nginx'
        ? [...Object.entries({ 'x-b': '1', 'x-a': '2' })]
        : [...Object.entries({ 'X-A': '2', 'X-B': '1' })],
    );
  });

  test('passes events, WebSocket and slow bodies on while they arrive', async () => {
    const bin = await newBin(server.origin);
    const origin = `http://127.0.0.1:${proxy.port}`;
    const watchers = await Promise.all(
      ['websocket', 'polling'].map((transport) => joined(origin, { key: bin.key, transports: [transport] })),
    );
    const events = await fetch(`${origin}/api/v1/bins/${bin.slug}/events`, {
      headers: { Authorization: `Bearer ${bin.key}` },
    });
    const reader = events.body!.getReader();
    let streamed = '';
    const reading = (async () => {
      while (!streamed.includes('event: capture')) streamed += Buffer.from((await reader.read()).value!);
    })();
    const fault = { kind: 'drip', bytesPerSecond: 200 } as const;
    const got = await received(
      proxy.port,
      get(bin, asks({ body: 'x'.repeat(60), fault }), 'Connection: close'),
    );
    // The body takes 300 ms; a proxy that waits for all of it sends it in one piece.
    expect(got.bytes.endsWith('x'.repeat(60))).toBe(true);
    expect(got.pieces).toBeGreaterThan(2);
    await reading;
    await reader.cancel();
    for (const { captures } of watchers) await eventually(() => captures.length === 1, 'the capture');
  });

  test('responds with 502 itself if Wirebin does not run', async () => {
    const alone = await startProxy(name, await freePort());
    onTestFinished(() => alone.close());
    const { status } = await ask(alone.port, 'GET /b/x HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(status).toBe(502);
  });

  test.runIf(process.env.NERVES)('waits for a response that is held for more than a minute', async () => {
    const bin = await newBin(server.origin);
    const { status } = await ask(proxy.port, get(bin, asks({ body: 'late', delayMs: 65_000 })));
    expect(status).toBe(200);
  });
});

test('the time that nginx waits for a response is longer than any hold or delay', async () => {
  const text = await readFile(path.join(root, proxies.nginx.file), 'utf8');
  const hours = Number(/proxy_read_timeout (\d+)h;/.exec(text)?.[1]);
  expect(hours * 3_600_000).toBeGreaterThan(longestHoldMs + longestDelayMs);
});

test.each(proxiedElsewhere)(
  'docs/fidelity.md refers to a test that exists: $test',
  async ({ test: title }) => {
    expect(await readFile(path.join(root, 'test/hosting/proxies.test.ts'), 'utf8')).toContain(
      `test('${title}'`,
    );
  },
);
