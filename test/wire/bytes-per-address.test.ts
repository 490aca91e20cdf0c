import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { expectProblem } from '../api/problem.ts';
import { ownRedis } from '../support/redis.ts';
import { newBin, type RunningServer, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';
import { ask, headerOf, openConnection, responsesFrom } from '../support/wire.ts';

const mebibyte = 2 ** 20;
const server = sharedServer({
  environment: { BYTES_PER_ADDRESS: '2MiB/h', TRUSTED_PROXIES: 'loopback' },
});

let senders = 0;
/** An address that has sent nothing yet. */
const newAddress = () => `192.0.2.${++senders}`;
const send = (url: string, from: string, body: BodyInit) =>
  fetch(url, { method: 'POST', body, headers: { 'X-Forwarded-For': from } });
const bytesOf = (length: number) => new Uint8Array(length).fill(97);
const stored = async (bin: TestBin) =>
  (await (await bin.api()).json()) as Record<'total' | 'bytes' | 'refused', number>;

/** How many pieces of long bodies belong to no capture. */
function leftPieces({ folder }: RunningServer): number {
  const database = new Database(path.join(folder, 'wirebin.db'), { readonly: true });
  const sql = `SELECT count(*) FROM "BodyPiece" WHERE "longBodyId" NOT IN
    (SELECT "longBodyId" FROM "Capture" WHERE "longBodyId" IS NOT NULL)`;
  try {
    return database.prepare(sql).pluck().get() as number;
  } finally {
    database.close();
  }
}

describe('over the bytes an address may send', () => {
  test('senders get 429 with words and the time of the next, before the body is read', async () => {
    const bin = await newBin(server().origin);
    const from = newAddress();
    for (let count = 0; count < 8; count += 1)
      expect((await send(bin.captureUrl, from, bytesOf(255 * 1024))).status).toBe(200);
    // What crosses the limit in one piece is kept.
    expect((await send(bin.captureUrl, from, bytesOf(64 * 1024))).status).toBe(200);
    const socket = await openConnection(server().port);
    socket.write(
      `POST /b/${bin.slug} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\nContent-Length: 5000000000\r\n\r\n`,
    );
    const [answer] = await responsesFrom(socket);
    expect(answer!.status).toBe(429);
    expect(Number(headerOf(answer!, 'retry-after'))).toBeGreaterThan(3000);
    expect(JSON.parse(answer!.body)).toMatchObject({
      code: 'rate-limited',
      detail: 'One IP address may send 2 MiB per hour.',
    });
    expect((await send(bin.captureUrl, newAddress(), 'x')).status).toBe(200);
    expect(await stored(bin)).toMatchObject({ total: 10 });
  });

  test('headers count as well', async () => {
    const bin = await newBin(server().origin);
    const from = newAddress();
    const statuses = new Set<number>();
    for (let count = 0; count < 160 && !statuses.has(429); count += 1) {
      const headers = { 'X-Forwarded-For': from, 'X-Long': 'x'.repeat(15_000) };
      statuses.add((await fetch(bin.captureUrl, { headers })).status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });

  test('trailers count as well', async () => {
    const bin = await newBin(server().origin);
    const from = newAddress();
    const message = [
      `POST /b/${bin.slug} HTTP/1.1`,
      'Host: x',
      `X-Forwarded-For: ${from}`,
      'Transfer-Encoding: chunked',
      '',
      '0',
      `X-Long: ${'x'.repeat(60_000)}`,
      '',
      '',
    ].join('\r\n');
    const statuses = new Set<number>();
    for (let count = 0; count < 40 && !statuses.has(429); count += 1)
      statuses.add((await ask(server().port, message)).status);
    expect([...statuses]).toEqual([200, 429]);
  });

  test('responses made from a template are stored for each request, and count as well', async () => {
    const bin = await newBin(server().origin);
    const settings = { default: { template: true, body: `{{ seq }}${'x'.repeat(50_000)}` } };
    await bin.api('/reply', { method: 'PUT', body: JSON.stringify(settings) });
    const from = newAddress();
    const statuses = new Set<number>();
    for (let count = 0; count < 60 && !statuses.has(429); count += 1)
      statuses.add((await send(bin.captureUrl, from, 'x')).status);
    expect([...statuses]).toEqual([200, 429]);
  });

  test('settings that are cloned count as well', async () => {
    const bin = await newBin(server().origin);
    const settings = { default: { body: 'x'.repeat(900_000) } };
    const to = (path: string, method: string, body: unknown, from: string) =>
      bin.api(path, { method, body: JSON.stringify(body), headers: { 'X-Forwarded-For': from } });
    expect((await to('/reply', 'PUT', settings, newAddress())).status).toBe(200);
    const from = newAddress();
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await to('/clone', 'POST', {}, from)).status);
    expect(statuses).toEqual([201, 201, 429, 429]);
  });

  test('a long body is stopped in the middle, and nothing of it stays', async () => {
    const bin = await newBin(server().origin);
    const socket = await openConnection(server().port);
    // It announces more than it has to send before it hears the answer.
    socket.write(
      `POST /b/${bin.slug} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${newAddress()}\r\nContent-Length: 5000000000\r\n\r\n`,
    );
    const answer = responsesFrom(socket);
    for (let count = 0; count < 5; count += 1) socket.write(bytesOf(mebibyte));
    expect((await answer)[0]!.status).toBe(429);
    expect(await stored(bin)).toMatchObject({ total: 0, bytes: 0 });
    await until(async () => leftPieces(server()) === 0);
    await until(async () => (await stored(bin)).refused === 1);
  });

  test('many bodies at once come to little more than one after the other', async () => {
    const bin = await newBin(server().origin);
    const from = newAddress();
    const bodies = Array.from({ length: 12 }, () => send(bin.captureUrl, from, bytesOf(mebibyte)));
    const statuses = (await Promise.all(bodies)).map(({ status }) => status);
    expect(statuses).toContain(429);
    expect((await stored(bin)).bytes).toBeLessThan(3 * mebibyte);
  });

  test('an IPv6 address counts by its /64', async () => {
    const bin = await newBin(server().origin);
    await send(bin.captureUrl, '2001:db8:77::1', bytesOf(2 * mebibyte + 1));
    expect((await send(bin.captureUrl, '2001:db8:77::ffff:2', 'x')).status).toBe(429);
    expect((await send(bin.captureUrl, '2001:db8:78::1', 'x')).status).toBe(200);
  });

  test('imports and long settings are stored too: they count, and short settings can be changed without bytes left', async () => {
    const bin = await newBin(server().origin);
    const from = newAddress();
    const api = (below: string, method: string, body: string) =>
      bin.api(below, { method, body, headers: { 'X-Forwarded-For': from } });
    await send(bin.captureUrl, newAddress(), 'x'.repeat(20_000));
    const line = await (await bin.api('/export?format=ndjson')).text();
    const lines = line.repeat(Math.ceil((1.5 * mebibyte) / line.length));
    expect((await api('/import?format=ndjson', 'POST', lines)).status).toBe(200);
    const refused = await api('/import?format=ndjson', 'POST', lines);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect(await expectProblem(refused, 429, 'rate-limited')).toMatch(
      /^One IP address may send 2 MiB per hour\. \d+ captures? w(?:as|ere) imported before the error\.$/,
    );
    const settings = JSON.stringify({ default: { body: 'x'.repeat(100_000) } });
    await expectProblem(await api('/reply', 'PUT', settings), 429, 'rate-limited');
    expect((await api('', 'PATCH', '{"capacity":5}')).status).toBe(200);
  });
});

test('two processes that share a Redis share the limit', async () => {
  const environment = { ...ownRedis().environment, BYTES_PER_ADDRESS: '1MiB/h' };
  const first = await startServer({ environment });
  const second = await startServer({ environment, folder: first.folder });
  const bin = await newBin(first.origin);
  const there = bin.captureUrl.replace(first.origin, second.origin);
  for (const url of [bin.captureUrl, there, bin.captureUrl, there, bin.captureUrl])
    await fetch(url, { method: 'POST', body: bytesOf(220 * 1024) });
  const status = async (url: string) => (await fetch(url, { method: 'POST', body: 'x' })).status;
  await until(async () => (await status(there)) === 429 && (await status(bin.captureUrl)) === 429);
});
