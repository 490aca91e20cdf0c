import { describe, expect, test } from 'vitest';
import { type ClockedServer, startClockedServer } from '../support/loop-clock.ts';
import { newBin, type TestBin } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';

/** What one request, rule, filter or template may hold of the event loop, milliseconds of its thread's processor time. */
const most = 50;

const mebi = 2 ** 20;
const filled = (text: string, size: number) => text.repeat(Math.ceil(size / text.length)).slice(0, size);

async function serverWithBin(): Promise<{ server: ClockedServer; bin: TestBin }> {
  const server = await startClockedServer();
  const bin = await newBin(server.origin);
  // What is loaded by the first request of its kind is no matter of what is asked.
  await send(bin, 'warm');
  await read(bin, '/captures/1/as/curl?redact=1');
  return { server, bin };
}

const send = (bin: TestBin, body: string | Uint8Array<ArrayBuffer>, type = 'text/plain') =>
  fetch(bin.captureUrl, { method: 'POST', headers: { 'Content-Type': type }, body });

async function read(bin: TestBin, path: string, key = bin.key): Promise<Response> {
  const response = await bin.api(path, { key });
  await response.arrayBuffer();
  return response;
}

async function maskedLink(bin: TestBin, unreadable: 'withhold' | 'show'): Promise<string> {
  const link = { role: 'viewer', redaction: { unreadable } };
  const response = await bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { key: string }).key;
}

describe('a copy of a long body holds up nobody', () => {
  test.each([
    ['words', 'a a a ', 12, 'curl?redact=1'],
    ['what looks like tokens', 'Bearer aaaa ', 16, 'curl?redact=1'],
    ['25 MiB', 'x', 25, 'curl'],
    ['25 MiB for cmd.exe', '"%', 25, 'curl-cmd'],
  ])('%s', async (_, text, size, target) => {
    const { server, bin } = await serverWithBin();
    await send(bin, filled(text, size * mebi));
    const turn = await server.longestTurn(async () => {
      const { status } = await read(bin, `/captures/2/as/${target}`);
      expect([200, 422]).toContain(status);
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('masking hostile bodies holds up nobody', () => {
  const hostile = [
    JSON.stringify(Array.from({ length: 12_000 }, (_, index) => ({ [`token${index}`]: 'Bearer aaaa' }))),
    filled('a=b&', 250_000),
    filled('eyJhbGciOiJIUzI1NiJ9.', 250_000),
    filled('"\\u0061', 250_000),
  ];

  test.each(['withhold', 'show'] as const)('in a list, unreadable ones: %s', async (unreadable) => {
    const { server, bin } = await serverWithBin();
    const key = await maskedLink(bin, unreadable);
    for (let count = 0; count < 24; count++) await send(bin, hostile[count % hostile.length]!);
    const turn = await server.longestTurn(() => read(bin, '/captures?limit=50', key));
    expect(turn).toBeLessThan(most);
  });

  test('that arrive while a masked page is open', async () => {
    const { server, bin } = await serverWithBin();
    const watcher = await joined(server.origin, { key: await maskedLink(bin, 'show') });
    const turn = await server.longestTurn(async () => {
      for (let count = 0; count < 24; count++) await send(bin, hostile[count % hostile.length]!);
      await eventually(() => watcher.captures.length >= 24, 'the captures');
    });
    expect(turn).toBeLessThan(most);
  });
});
