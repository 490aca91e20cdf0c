import { describe, expect, onTestFinished, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';

const server = sharedServer({
  environment: { WAITING_PER_ADDRESS: '3', WAITING_PER_BIN: '5', TRUSTED_PROXIES: 'loopback' },
});
const minutes = 60_000;

/** A request whose sender stays until the test is over. */
function send(bin: TestBin, from: string): Promise<Response> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const headers = { 'X-Forwarded-For': from };
  const answer = fetch(bin.captureUrl, { method: 'POST', body: 'x', headers, signal: leaving.signal });
  answer.catch(() => {});
  return answer;
}

const waiting = async () => {
  const metrics = await (await fetch(`${server().origin}/metrics`)).text();
  return Number(/^wirebin_waiting_requests (\d+)/m.exec(metrics)![1]);
};

/** How the capture was answered, once that is noted. */
const replyTo = (bin: TestBin, seq: number) =>
  until(async () => ((await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson).reply);

/** So many requests wait, and stay. */
async function fill(bin: TestBin, addresses: string[]): Promise<void> {
  const before = await waiting();
  for (const address of addresses) void send(bin, address);
  await until(async () => (await waiting()) === before + addresses.length);
}

let networks = 0;
/** Addresses that nobody waits at. */
const newAddresses = (count: number) => {
  networks += 1;
  return Array.from({ length: count }, (_, index) => `10.0.${networks}.${index + 1}`);
};

describe.each([
  ['delayed', { delayMs: minutes, body: 'ok' }, 200, { status: 200 }],
  ['held', { hold: { deadlineMs: 10 * minutes }, status: 202, body: 'ok' }, 202, { status: 202 }],
  ['dripping', { fault: { kind: 'drip', bytesPerSecond: 1 }, body: 'x'.repeat(99) }, 200, { fault: 'drip' }],
  [
    'slow',
    { fault: { kind: 'slow-headers', bytesPerSecond: 1 }, body: 'ok' },
    200,
    { fault: 'slow-headers' },
  ],
] as const)('where responses are %s', (_, answer, status, reply) => {
  test('one address has so many that wait, and its next is answered at once; the capture says why', async () => {
    const bin = await newBin(server().origin, { reply: { default: answer } });
    const [address, other] = newAddresses(2);
    await fill(bin, [address!, address!, address!]);
    const next = await send(bin, address!);
    expect(next.status).toBe(status);
    expect(await next.text()).toBe(answer.body);
    expect(await replyTo(bin, 4)).toMatchObject({ ...reply, complete: true, waitSkippedBy: 'address' });
    await fill(bin, [other!]);
  });
});

test('a request that hangs is closed at once beyond the limit', async () => {
  const bin = await newBin(server().origin, {
    reply: { default: { fault: { kind: 'hang', ms: 10 * minutes } } },
  });
  const [address] = newAddresses(1);
  await fill(bin, [address!, address!, address!]);
  await expect(send(bin, address!)).rejects.toThrow();
  expect(await replyTo(bin, 4)).toMatchObject({ fault: 'hang', waitSkippedBy: 'address' });
});

test('a bin has so many that wait, whoever sends them; one that is answered makes room for another', async () => {
  const bin = await newBin(server().origin, { reply: { default: { hold: { deadlineMs: 10 * minutes } } } });
  await fill(bin, newAddresses(5));
  const [late, later] = newAddresses(2);
  expect((await send(bin, late!)).status).toBe(200);
  expect(await replyTo(bin, 6)).toMatchObject({ waitSkippedBy: 'bin' });
  const answered = await bin.api('/captures/2/reply', { method: 'POST', body: '{"status":201}' });
  expect(answered.status).toBe(202);
  await until(async () => (await replyTo(bin, 2))?.status === 201);
  await fill(bin, [later!]);
  const other = await newBin(server().origin, { reply: { default: { delayMs: minutes } } });
  await fill(other, newAddresses(1));
});
