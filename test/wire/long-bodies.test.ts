import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { openConnection } from '../support/wire.ts';

// Servers and disks may be slow on a busy machine.
const MiB = 2 ** 20;
const server = sharedServer();

test('a body of many megabytes comes back whole, and in any part', async () => {
  const bin = await newBin(server().origin);
  const body = randomBytes(5 * MiB + 123);
  expect(await post(bin.captureUrl, body)).toBe(200);
  const whole = await bin.api('/captures/1/body');
  expect(sha256(Buffer.from(await whole.arrayBuffer()))).toBe(sha256(body));
  for (const [first, last] of [
    [0, 0],
    [262_143, 262_145],
    [MiB, 3 * MiB],
    [body.length - 5, body.length - 1],
  ]) {
    const part = await bin.api('/captures/1/body', { headers: { Range: `bytes=${first}-${last}` } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${body.length}`);
    const bytes = Buffer.from(await part.arrayBuffer());
    expect(bytes.equals(body.subarray(first, last! + 1)), `bytes ${first} to ${last}`).toBe(true);
  }
});

test('a body over the limit is kept up to it, counted whole, and answered', async () => {
  const server = await startServer({ environment: { MAX_BODY_BYTES: '1MiB' } });
  const bin = await newBin(server.origin);
  const body = randomBytes(3 * MiB);
  expect(await post(bin.captureUrl, body)).toBe(200);
  const capture = (await (await bin.api('/captures/1')).json()) as CaptureJson;
  expect(capture.body).toMatchObject({
    size: 3 * MiB,
    stored: MiB,
    truncated: true,
    text: null,
    base64: null,
  });
  expect(capture.body.sha256).toBe(sha256(body.subarray(0, MiB)));
});

test('a sender that hangs up in the middle of a long body leaves what came', async () => {
  const bin = await newBin(server().origin);
  const socket = await openConnection(server().port);
  const sent = randomBytes(2 * MiB);
  const head = `POST ${new URL(bin.captureUrl).pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n`;
  await new Promise<void>((resolve) =>
    socket.write(Buffer.concat([Buffer.from(head), sent]), () => resolve()),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  const capture = await until(async () => {
    const response = await bin.api('/captures/1');
    return response.ok ? ((await response.json()) as CaptureJson) : null;
  });
  expect(capture.aborted).toBe(true);
  const body = Buffer.from(await (await bin.api('/captures/1/body')).arrayBuffer());
  expect(body.length).toBe(capture.body.stored);
  expect(body.equals(sent.subarray(0, body.length))).toBe(true);
  expect(body.length).toBeGreaterThan(MiB);
});

test('long bodies soon leave nothing behind: not of a deleted capture, nor of those a bin had to drop', async () => {
  const server = await startServer({ environment: { BIN_MAX_BYTES: '3MiB' } });
  const bin = await newBin(server.origin);
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(`${server.folder}/wirebin.db`, { readonly: true });
  const left = database.prepare('SELECT total(length("bytes")) AS bytes FROM "BodyPiece"');
  // They go a few at a time, so that captures arriving meanwhile wait little; long before retention comes by.
  const eventuallyLeft = (bytes: number) =>
    expect.poll(() => left.get(), { timeout: 30_000, interval: 100 }).toEqual({ bytes });
  for (let count = 0; count < 8; count += 1) await post(bin.captureUrl, Buffer.alloc(MiB, 'x'));
  await eventuallyLeft(2 * MiB);
  for (const seq of [7, 8])
    expect((await bin.api(`/captures/${seq}`, { method: 'DELETE' })).status).toBe(204);
  expect((await bin.api('/captures/8/body')).status).toBe(404);
  await eventuallyLeft(0);
  database.close();
});

test.runIf(process.platform === 'linux')(
  '64 senders of 25 MiB at once add less than 200 MiB to the process',
  { timeout: 240_000 },
  async () => {
    const server = await startServer();
    const bin = await newBin(server.origin);
    await post(bin.captureUrl, Buffer.alloc(10));
    const body = Buffer.alloc(25 * MiB, 'wirebin');
    const before = residentMiB(server.process.pid!);
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMiB(server.process.pid!));
    }, 20);
    const statuses = await Promise.all(Array.from({ length: 64 }, () => post(bin.captureUrl, body)));
    clearInterval(watch);
    process.stdout.write(`64 × 25 MiB at once: ${peak - before} MiB more than before\n`);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(peak - before).toBeLessThan(200);
    const { captures } = (await (await bin.api('/captures?limit=64')).json()) as { captures: CaptureJson[] };
    expect(new Set(captures.map((capture) => capture.body.sha256))).toEqual(new Set([sha256(body)]));
  },
);

function post(url: string, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Length': body.length },
    });
    sending.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode!));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function residentMiB(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
