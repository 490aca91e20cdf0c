import { describe, expect, test } from 'vitest';
import { expectProblem } from '../api/problem.ts';
import { ownRedis } from '../support/redis.ts';
import { freePort, newBin, nextStart, sharedServer, startServer } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';
import { headerOf, openConnection, responsesFrom } from '../support/wire.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort();
const send = (url: string, count: number, init?: RequestInit) =>
  Promise.all(Array.from({ length: count }, () => fetch(url, { method: 'POST', body: 'x', ...init })));

describe('on a public instance, over the limit of a bin', () => {
  const server = sharedServer({ environment: { AUDIENCE: 'public', RATE_PER_BIN: '5/3s' } });

  test('senders get 429, and exactly after Retry-After they are taken again', async () => {
    const bin = await newBin(server().origin);
    const other = await newBin(server().origin);
    const answers = await send(bin.captureUrl, 6);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    const seconds = Number(refused!.headers.get('retry-after'));
    expect([1, 2, 3]).toContain(seconds);
    expect(await refused!.json()).toMatchObject({
      code: 'rate-limited',
      detail: `The bin ${bin.slug} accepts 5 requests per 3 seconds.`,
      retryAfter: seconds,
    });
    // Another bin has a limit of its own.
    expect(statuses(await send(other.captureUrl, 1))).toEqual([200]);
    await pause(seconds * 1000);
    expect(statuses(await send(bin.captureUrl, 6))).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await (await bin.api()).json()).toMatchObject({ total: 10, head: 10 });
  });

  test('the body is not waited for: whoever announces gigabytes hears it at once', async () => {
    const bin = await newBin(server().origin);
    await send(bin.captureUrl, 5);
    const socket = await openConnection(server().port);
    socket.write(`POST /b/${bin.slug} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000000\r\n\r\n`);
    const [answer] = await responsesFrom(socket);
    expect(answer!.status).toBe(429);
    expect(headerOf(answer!, 'retry-after')).toMatch(/^[123]$/);
  });

  test('the bin says how many were refused: in its JSON, to who watches, and to who comes later', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: bin.key });
    const told: number[] = [];
    watcher.socket.on('refused', (count) => told.push(count));
    await send(bin.captureUrl, 12);
    await eventually(() => told.at(-1) === 7, 'seven refused');
    // A flood is gathered: not a message, nor a write, for each.
    expect(told.length).toBeLessThanOrEqual(2);
    expect(await (await bin.api()).json()).toMatchObject({ refused: 7, total: 5 });
    expect(await (await bin.api('', { method: 'PATCH', body: '{"name":"x"}' })).json()).toMatchObject({
      refused: 7,
    });
    const late = await joined(server().origin, { key: bin.key });
    await eventually(() => late.order.includes('refused'), 'told on joining');
    const metrics = await (await fetch(`${server().origin}/metrics`)).text();
    expect(metrics).toMatch(/^wirebin_refused_total\{why="rate-limit"\} [1-9]/m);
    expect(metrics).toMatch(/^wirebin_captures_total [1-9]/m);
  });

  test('one address makes 60 bins an hour, which nobody had to say', async () => {
    const make = () => fetch(`${server().origin}/api/v1/bins`, { method: 'POST' });
    const answers = await Promise.all(Array.from({ length: 61 }, make));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThan(50);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(3000);
  });
});

describe('by address, and by key', () => {
  const server = sharedServer({
    environment: {
      RATE_PER_ADDRESS: '3/m',
      RATE_CREATE: '2/m',
      RATE_PER_KEY: '4/m',
      TRUSTED_PROXIES: 'loopback',
    },
  });
  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });

  test('an address is counted by itself, behind trusted proxies too, and IPv6 by /64', async () => {
    const bin = await newBin(server().origin);
    const told: number[] = [];
    const watcher = await joined(server().origin, { key: bin.key });
    watcher.socket.on('refused', (count) => told.push(count));
    expect(statuses(await send(bin.captureUrl, 4, from('192.0.2.1')))).toEqual([200, 200, 200, 429]);
    expect(statuses(await send(bin.captureUrl, 3, from('192.0.2.2')))).toEqual([200, 200, 200]);
    expect(statuses(await send(bin.captureUrl, 3, from('2001:db8::1')))).toEqual([200, 200, 200]);
    const [neighbour] = await send(bin.captureUrl, 1, from('2001:db8::ffff:2'));
    expect(neighbour!.status).toBe(429);
    expect(Number(neighbour!.headers.get('retry-after'))).toBeGreaterThan(20);
    expect(statuses(await send(bin.captureUrl, 1, from('2001:db8:0:1::1')))).toEqual([200]);
    await eventually(() => told.at(-1) === 2, 'two refused');
  });

  test('so are bins it makes, whatever it writes into our own header', async () => {
    const make = (address: string) =>
      fetch(`${server().origin}/api/v1/bins`, {
        method: 'POST',
        headers: { 'X-Forwarded-For': address, 'X-Wirebin-Sender': `203.0.113.${Math.random()}` },
      });
    expect(statuses([await make('192.0.2.9'), await make('192.0.2.9')])).toEqual([201, 201]);
    expect(await expectProblem(await make('192.0.2.9'), 429, 'rate-limited')).toBe(
      'One IP address may create 2 bins per minute.',
    );
    expect((await make('192.0.2.8')).status).toBe(201);
  });

  test('a key may call the API so often, and another key is another count', async () => {
    const bin = await newBin(server().origin);
    const link = await (await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' })).json();
    const calls = [];
    for (let count = 0; count < 4; count += 1) calls.push(await bin.api());
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(calls[3]!.headers.get('retry-after'))).toBeGreaterThan(20);
    expect((await bin.api('', { key: (link as { key: string }).key })).status).toBe(200);
  });
});

const unlimited = sharedServer();
test('nothing is limited where nobody says so', async () => {
  const { origin } = unlimited();
  const bins = await Promise.all(Array.from({ length: 61 }, () => newBin(origin)));
  expect(new Set(statuses(await send(bins[0]!.captureUrl, 300)))).toEqual(new Set([200]));
});

describe('with Redis', () => {
  test('two processes share one limit, and no key is in it', async () => {
    const redis = ownRedis();
    const environment = { ...redis.environment, RATE_PER_BIN: '10/m', RATE_PER_KEY: '50/m' };
    const first = await startServer({ environment });
    const second = await startServer({ environment, folder: first.folder });
    const bin = await newBin(first.origin);
    const there = bin.captureUrl.replace(first.origin, second.origin);
    const answers = [
      ...(await send(bin.captureUrl, 6)),
      ...(await send(there, 6)),
      ...(await send(bin.captureUrl, 3)),
    ];
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    await bin.api();
    const names = await redis.keys();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      expect(name).toMatch(/^wirebin-test-.*:limit:per(Bin|Key):/);
      expect(name).not.toContain(bin.key);
    }
  });

  test('that cannot be reached each counts for itself; the log says so once', async () => {
    const server = await startServer({
      environment: { REDIS_URL: `redis://127.0.0.1:${await freePort()}`, RATE_PER_BIN: '3/m' },
    });
    const bin = await newBin(server.origin);
    expect(statuses(await send(bin.captureUrl, 5))).toEqual([200, 200, 200, 429, 429]);
    await eventually(() => server.log().includes('counts rate limits on its own'), 'a line in the log');
    await pause(700);
    expect(statuses(await send(bin.captureUrl, 1))).toEqual([429]);
    // The other line is about events.
    const lines = server.log().trim().split('\n');
    expect(lines.filter((line) => !/Redis is unreachable.*find by polling/.test(line))).toEqual([
      expect.stringContaining('Redis is unreachable'),
    ]);
  });
});

test('the route-handler door keeps the same limits', async () => {
  const server = await startServer({ ...nextStart, environment: { RATE_PER_BIN: '2/m' } });
  const bin = await newBin(server.origin);
  const answers = await send(bin.captureUrl, 3);
  expect(statuses(answers)).toEqual([200, 200, 429]);
  expect(Number(answers.find(({ status }) => status === 429)!.headers.get('retry-after'))).toBeGreaterThan(
    50,
  );
});
