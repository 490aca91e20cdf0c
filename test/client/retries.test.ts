import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, WirebinError } from '#lib/client/index.ts';
import { retryPause, tryTimeout } from '#lib/client/retries.ts';
import { persistently } from '#lib/command/listen/persistently.ts';
import { sharedServer } from '../support/server.ts';

const server = sharedServer();

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A proxy in front of a server: the first calls get these answers, and all others what the server responds. */
async function startProxy(answers: readonly Answer[]) {
  const times: number[] = [];
  const proxy = createServer(async (request, response) => {
    times.push(performance.now());
    const answer = answers[times.length - 1];
    if (answer) return answer(request, response);
    const left = new AbortController();
    response.once('close', () => left.abort());
    const { authorization = '' } = request.headers;
    const passed = await fetch(`${server().origin}${request.url}`, {
      headers: { authorization },
      signal: left.signal,
    });
    response.writeHead(passed.status, { 'Content-Type': passed.headers.get('content-type') ?? '' });
    try {
      for await (const piece of passed.body!) response.write(piece);
    } catch {
      // The client has left.
    }
    response.end();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const bin = await createClient({ url: server().origin }).createBin();
  await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { times, bin: createClient({ url }).bin(bin) };
}

const overloaded: Answer = (_, response) => response.writeHead(503, { 'Retry-After': '1' }).end('Overloaded');
const cut: Answer = (request) => request.socket.destroy();
const hung: Answer = () => {};
/** A stream that ends after what is written. */
const stream =
  (text: string): Answer =>
  (_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(text);

test('a pause is twice as long after each failure, and as long as the server asks for, up to five minutes', () => {
  const growth = { first: 500, most: 10_000 };
  const unclear = new TypeError('fetch failed');
  expect([1, 2, 3, 6, 5000].map((failures) => retryPause(unclear, failures, growth))).toEqual([
    500, 1000, 2000, 10_000, 10_000,
  ]);
  const asking = (retryAfter: number) =>
    new WirebinError({ code: 'unexpected', status: 503, title: '', hint: '', retryAfter });
  expect([0, 1, 30, 86_400].map((seconds) => retryPause(asking(seconds), 1, growth))).toEqual([
    500, 1000, 30_000, 300_000,
  ]);
  expect([0, 1, 9].map((failures) => tryTimeout(failures, growth))).toEqual([500, 1000, 10_000]);
});

test('a wait goes on after a proxy has responded in place of the server, when the time that it asks for has passed', async () => {
  const { bin, times } = await startProxy([overloaded, cut]);
  expect((await bin.wait({ within: 60_000 })).captures).toMatchObject([{ seq: 1 }]);
  expect(times).toHaveLength(3);
  expect(times[1]! - times[0]!).toBeGreaterThan(990);
});

test('a wait does not go on where nothing has ever responded, and ends where all calls hang', async () => {
  const { bin, times } = await startProxy([cut, cut]);
  await expect(bin.wait({ within: 60_000 })).rejects.toMatchObject({ code: 'unreachable' });
  expect(times).toHaveLength(1);
});

test('a stream goes on after a proxy has responded in place of the server, also at first', async () => {
  const { bin, times } = await startProxy([overloaded, cut]);
  const retries: number[] = [];
  const events = bin.events({
    count: 1,
    onConnection: (state) => void (state.state === 'lost' && retries.push(state.retryMs)),
  });
  for await (const { seq } of events) expect(seq).toBe(1);
  expect(times).toHaveLength(3);
  expect(retries).toEqual([1000, 2000]);
  const gone = await startProxy([cut]);
  await expect(gone.bin.events()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'unreachable',
  });
});

test('pauses of a stream begin short again once the server has shown that it is alive', async () => {
  const answers = [stream(''), stream(''), stream(': alive\n\n'), stream('retry: 10\n\n')];
  const { bin } = await startProxy(answers);
  const retries: number[] = [];
  const events = bin.events({
    count: 1,
    onConnection: (state) => void (state.state === 'lost' && retries.push(state.retryMs)),
  });
  for await (const { seq } of events) expect(seq).toBe(1);
  expect(retries).toEqual([1000, 2000, 1000, 2000]);
});

test('silence is what the server does not say, not what the program does meanwhile', async () => {
  const silenceMs = 1500;
  const { bin, times } = await startProxy([
    (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const write = (seq: number) =>
        response.write(`event: capture\nid: ${seq}\ndata: ${JSON.stringify({ seq })}\n\n`);
      write(1);
      const timer = setInterval(() => response.write(': alive\n\n'), 50);
      const second = setTimeout(() => write(2), silenceMs * 1.2);
      response.once('close', () => {
        clearInterval(timer);
        clearTimeout(second);
      });
    },
  ]);
  const seen: number[] = [];
  const states: string[] = [];
  for await (const { seq } of bin.events({
    silenceMs,
    count: 2,
    onConnection: ({ state }) => states.push(state),
  })) {
    seen.push(seq);
    await pause(silenceMs * 1.5);
  }
  expect([seen, states]).toEqual([[1, 2], ['open']]);
  expect(times).toHaveLength(1);
});

test('a stream that says nothing is opened again', async () => {
  const { bin, times } = await startProxy([
    (_, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders(),
    hung,
  ]);
  for await (const { seq } of bin.events({ silenceMs: 300, count: 1 })) expect(seq).toBe(1);
  expect(times.length).toBeGreaterThanOrEqual(3);
});

test('the calls of a listener are repeated until the server responds, with the pause that it asks for', async () => {
  const { bin, times } = await startProxy([cut, overloaded]);
  const { signal } = new AbortController();
  expect(await persistently((own) => bin.captures.get(1, { signal: own }), signal)).toMatchObject({ seq: 1 });
  expect(times).toHaveLength(3);
  expect(times[2]! - times[1]!).toBeGreaterThan(990);
});
