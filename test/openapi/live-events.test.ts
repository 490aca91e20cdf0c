import { expect, test, vi } from 'vitest';
import type { ServerEvents } from '#lib/model/events.ts';
import { liveEvents, liveReference } from '#lib/openapi/live-events.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { joined } from '../support/watcher.ts';

const server = sharedServer({ environment: { RATE_PER_BIN: '8/d' } });
type Event = keyof ServerEvents;

/** Collects the events that a key gets, each compared with its shape. */
async function observe(bin: TestBin, key = bin.key) {
  const seen = new Set<Event>();
  const wrong: unknown[] = [];
  const { socket } = await joined(server().origin, { key });
  socket.onAny((name: Event, ...data: unknown[]) => {
    seen.add(name);
    const result = liveEvents[name].data.safeParse(data);
    // Properties that the shape does not have are left out by it.
    if (!result.success) wrong.push([name, result.error.issues]);
    else if (JSON.stringify(sorted(result.data)) !== JSON.stringify(sorted(data))) wrong.push([name, data]);
  });
  return { seen, wrong };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

test('every event of the live channel is sent with the arguments that are documented', async () => {
  const bin = await newBin(server().origin, { capacity: 3 });
  const owner = await observe(bin);
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' });
  const masked = await observe(bin, ((await link.json()) as { key: string }).key);
  const call = (address: string, method: string, body?: unknown) =>
    bin.api(address, { method, body: body === undefined ? null : JSON.stringify(body) });

  for (const body of ['1', '2', '3', '4', '5']) await fetch(bin.captureUrl, { method: 'POST', body });
  await vi.waitFor(() => expect(owner.seen).toContain('rotated'), { timeout: 60_000, interval: 25 });
  const sent = (await (await call('/deliveries?wait=1', 'POST', { capture: 5, to: 'self' })).json()) as {
    id: string;
  };
  await call('/captures/replay', 'POST', { to: 'self', filter: 'seq:5' });
  const other = await newBin(server().origin);
  await call('/forwards', 'POST', { to: { bin: other.slug } });
  await call('/captures/5', 'PATCH', { note: 'x' });
  await call('', 'PATCH', { name: 'Orders' });
  await call(`/deliveries/${sent.id}`, 'DELETE');
  await call('/captures/5', 'DELETE');
  await call('/captures', 'DELETE');
  await vi.waitFor(
    async () => {
      await fetch(bin.captureUrl);
      expect(owner.seen).toContain('refused');
    },
    { timeout: 60_000, interval: 25 },
  );
  await vi.waitFor(() => expect(owner.seen).toContain('replay'), { timeout: 60_000, interval: 25 });
  await call('', 'DELETE');
  await vi.waitFor(() => expect(masked.seen).toContain('closed'), { timeout: 60_000, interval: 25 });

  const expected = Object.keys(liveEvents).filter((name) => name !== 'joined');
  expect([...owner.seen].toSorted()).toEqual(expected.toSorted());
  for (const name of ['deliveries', 'deliveryRemoved', 'replay', 'forwards'] as const)
    expect(masked.seen).not.toContain(name);
  expect([...owner.wrong, ...masked.wrong]).toEqual([]);
}, 240_000);

test('the reference names every event', () => {
  for (const name of Object.keys(liveEvents)) expect(liveReference()).toContain(`| \`${name}\` |`);
});
