import { expect, test } from 'vitest';
import type { DeliveryJson, DeliveryPage } from '#lib/model/delivery-json.ts';
import type { ListenerJson } from '#lib/model/listener.ts';
import { listenerDelivery } from '../support/listener-delivery.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer();
const put = (bin: TestBin, name: string, claim: object) =>
  bin.api(`/listeners/${name}`, { method: 'PUT', body: JSON.stringify(claim) });
const listen = async (bin: TestBin, claim: object = {}) => {
  const response = await put(bin, 'laptop', { instance: 'instance-1', ...claim });
  expect(response.status).toBe(200);
  return (await response.json()) as ListenerJson;
};
const report = (bin: TestBin, delivery: object = listenerDelivery(), name = 'laptop') =>
  bin.api(`/listeners/${name}/deliveries`, { method: 'POST', body: JSON.stringify(delivery) });

test('a new listener begins after the newest capture, or where it says, and its cursor stays where it was put', async () => {
  const bin = await newBin(server().origin);
  for (const body of ['1', '2', '3']) await fetch(bin.captureUrl, { method: 'POST', body });
  expect(await listen(bin, { url: 'http://localhost:3000' })).toEqual({
    name: 'laptop',
    cursor: 3,
    head: 3,
    url: 'http://localhost:3000',
    isListening: true,
    createdAt: expect.stringMatching(/^20.*Z$/),
    seenAt: expect.stringMatching(/^20.*Z$/),
  });
  await listen(bin, { cursor: 1 });
  const after = await listen(bin);
  expect(after).toMatchObject({ cursor: 1, head: 3, url: 'http://localhost:3000' });
  const read = await (await bin.api('/listeners/laptop')).json();
  expect(await (await bin.api('/listeners')).json()).toEqual({ listeners: [read] });
  expect((await bin.api('/listeners/laptop', { method: 'DELETE' })).status).toBe(204);
  await expectProblem(await bin.api('/listeners/laptop', { method: 'DELETE' }), 404, 'listener-not-found');
});

test('a second program of the same name is told, and so is the first one after the name was taken over', async () => {
  const bin = await newBin(server().origin);
  await listen(bin);
  const second = { instance: 'instance-2' };
  const words = await expectProblem(await put(bin, 'laptop', second), 409, 'listener-taken');
  expect(words).toMatch(/"laptop" was last heard of \d s ago/);
  expect((await put(bin, 'laptop', { ...second, takeOver: true })).status).toBe(200);
  await expectProblem(await put(bin, 'laptop', { instance: 'instance-1' }), 409, 'listener-taken');
  expect((await put(bin, 'laptop', { ...second, stop: true })).status).toBe(200);
  expect(await listen(bin)).toMatchObject({ isListening: true });
});

test('names are checked, and a bin has at most 100 listeners', async () => {
  const bin = await newBin(server().origin);
  await expectProblem(await put(bin, '-x', { instance: 'instance-1' }), 400, 'invalid-input');
  for (let count = 0; count < 100; count += 1)
    expect((await put(bin, `l${count}`, { instance: 'instance-1' })).status).toBe(200);
  await expectProblem(await put(bin, 'one-more', { instance: 'instance-1' }), 409, 'listeners-full');
});

test('what a listener has sent becomes a delivery with its response and times, once however often it is reported', async () => {
  const bin = await newBin(server().origin);
  await fetch(`${bin.captureUrl}/orders`, { method: 'POST', body: 'hello', headers: { 'X-A': '1' } });
  await expectProblem(await report(bin), 404, 'listener-not-found');
  await listen(bin);
  const first = await report(bin);
  expect(first.status).toBe(201);
  const recorded = (await first.json()) as DeliveryJson;
  expect(recorded).toMatchObject({
    source: { kind: 'listener', name: 'laptop', seq: 1 },
    destination: { url: 'http://127.0.0.1:3000' },
    method: 'POST',
    target: '/orders',
    state: 'answered',
    request: { body: { text: 'hello' } },
    attempts: [
      {
        number: 1,
        ms: 12.5,
        status: 202,
        hops: [
          {
            timings: { firstByte: 12.1 },
            changes: [{ header: 'Host', because: 'The Host header names the destination.' }],
            response: { status: 202, body: { received: 2, kept: 2, text: 'ok' } },
          },
        ],
      },
    ],
  });
  expect(await (await report(bin)).json()).toEqual(recorded);
  const page = (await (await bin.api('/deliveries?capture=1')).json()) as DeliveryPage;
  expect(page.deliveries.map(({ id }) => id)).toEqual([recorded.id]);
  await expectProblem(
    await report(bin, listenerDelivery({ id: 'delivery-2', capture: 9 })),
    404,
    'capture-not-found',
  );
});

test('a report that is made several times at once is recorded once', async () => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST', body: 'hello' });
  await listen(bin);
  for (let round = 0; round < 10; round += 1) {
    const delivery = listenerDelivery({ id: `delivery-${round}` });
    const responses = await Promise.all(Array.from({ length: 5 }, () => report(bin, delivery)));
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const [first, ...others] = await Promise.all(responses.map((response) => response.json()));
    expect(first).toMatchObject({ state: 'answered', attempts: [{ number: 1, status: 202 }] });
    for (const other of others) expect(other).toEqual(first);
  }
  expect(await (await bin.api('/deliveries')).json()).toMatchObject({ total: 10 });
});

test('a delivery that failed is recorded as failed, in the words of the error table', async () => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST' });
  await listen(bin);
  const failure = { code: 'connection-refused' as const, detail: 'ECONNREFUSED', phase: 'connect' };
  const response = await report(bin, listenerDelivery({ exchange: { response: null, failure } }));
  const { state, attempts } = (await response.json()) as DeliveryJson;
  expect([state, attempts[0]?.status]).toEqual(['failed', null]);
  expect(attempts[0]?.failure).toMatchObject({ ...failure, hint: expect.any(String) });
});

test('the response of a local program is for owners of the bin only', async () => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST' });
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"editor"}' });
  const { key } = (await link.json()) as { key: string };
  await listen(bin);
  const { id } = (await (await report(bin)).json()) as DeliveryJson;
  const seen = (await (await bin.api(`/deliveries/${id}`, { key })).json()) as DeliveryJson;
  expect(seen.attempts[0]?.status).toBe(null);
  expect(seen.attempts[0]?.hops[0]).toMatchObject({ withheld: 'private-destination', response: null });
});
