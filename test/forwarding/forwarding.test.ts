import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bin } from '#lib/model/bin.ts';
import type { ForwardItem } from '#lib/model/forward.ts';
import { type NewForward, newForwardShape } from '#lib/model/forward-input.ts';
import { type Running, startRunning } from '../deliveries/running.ts';
import { codeOf } from '../egress/test-egress.ts';
import { received } from '../support/received.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { ok, receiver, status } from './receiver.ts';

let running: Running;
let bin: Bin;
let count = 0;
beforeAll(async () => {
  running = await startRunning(await temporaryFolderFor(afterAll));
});
afterAll(() => running.close());
beforeEach(async () => {
  count += 1;
  bin = await running.addBin(`bin-${count}`);
});

/** The origin at which the server is asked. */
const at = 'http://wirebin.example:3000';
const add = (order: NewForward) => running.forwards.add(bin, newForwardShape.parse(order), at);
const send = (path = '', init: RequestInit = {}) =>
  fetch(`${running.origin}/b/${bin.slug}${path}`, { method: 'POST', body: 'x', ...init });
const itemsOf = (id: string): Promise<readonly ForwardItem[]> =>
  running.store.listItems(id, { states: ['queued', 'sending', 'done', 'dead', 'skipped'], limit: 1000 });
const statesOf = async (id: string) =>
  Object.fromEntries(
    (await itemsOf(id)).map(({ seq, state, cause }) => [seq, cause ? `${state} ${cause}` : state]),
  );
/** Waits until expectations hold. */
const untilHolds = (look: () => unknown) => vi.waitFor(look, { timeout: 60_000, interval: 25 });
const untilStates = (id: string, states: Record<number, string>) =>
  untilHolds(async () => expect(await statesOf(id)).toEqual(states));

describe('requests that match are sent on', () => {
  test('as they were received, with the delivery ID and the hop', async () => {
    const { url, requests } = await receiver();
    const { id } = await add({ to: { url: `${url}/hook?key=1` }, filter: 'method:POST path:/orders' });
    await send('/orders?x=2', { headers: { 'X-GitHub-Event': 'push' }, body: 'héllo' });
    await send('/other');
    await untilStates(id, { 1: 'done', 2: 'skipped filtered' });
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request!.method).toBe('POST');
    expect(request!.url).toBe('/hook/orders?key=1&x=2');
    expect(request!.body.toString()).toBe('héllo');
    expect(request!.headers).toMatchObject({
      'x-github-event': 'push',
      'wirebin-delivery': expect.stringMatching(/^dlv_/),
      'wirebin-hops': expect.stringMatching(
        new RegExp(`^${await running.store.instanceId()}\\.[0-9a-f]{8}$`),
      ),
    });
    const [item] = (await itemsOf(id)).filter(({ seq }) => seq === 1);
    expect(await running.deliveries.read(bin.id, item!.deliveryId!)).toMatchObject({
      source: { kind: 'forward', id, seq: 1 },
      state: 'answered',
      attempts: [{ number: 1, status: 200 }],
    });
  });

  test('from when the rule was added, and by each rule', async () => {
    const { url, paths } = await receiver();
    await send('/before');
    const one = await add({ to: { url }, path: 'append' });
    const two = await add({
      to: { url: `${url}/fixed` },
      path: 'fixed',
      headers: { drop: ['x-a'], set: [['X-B', '2']] },
    });
    await send('/after', { headers: { 'X-A': '1' } });
    await untilStates(one.id, { 2: 'done' });
    await untilStates(two.id, { 2: 'done' });
    expect(paths().sort()).toEqual(['/after', '/fixed']);
  });
});

describe('a request that is not accepted', () => {
  test('is sent again by the schedule, as the same delivery', async () => {
    const { url, requests, respondWith } = await receiver(status(503));
    const { id } = await add({ to: { url }, retries: { delays: [0, 0.05, 0.05] } });
    await send();
    await untilHolds(() => expect(requests.length).toBeGreaterThanOrEqual(2));
    respondWith(ok);
    await untilStates(id, { 1: 'done' });
    expect(new Set(requests.map(({ headers }) => headers['wirebin-delivery'])).size).toBe(1);
  });

  test('is given up after the last attempt, and for statuses that are not retried', async () => {
    const { url, requests, respondWith } = await receiver(status(500));
    const { id } = await add({ to: { url }, retries: { delays: [0, 0.01, 0.01] }, order: 'all' });
    await send();
    await untilStates(id, { 1: 'dead status-500' });
    expect(requests).toHaveLength(3);
    for (const code of [404, 302, 501]) {
      respondWith(status(code, { Location: '/elsewhere' }));
      await send();
      await untilHolds(async () =>
        expect(Object.values(await statesOf(id))).toContain(`dead status-${code}`),
      );
    }
    await untilStates(id, {
      1: 'dead status-500',
      2: 'dead status-404',
      3: 'dead status-302',
      4: 'dead status-501',
    });
    expect(requests).toHaveLength(6);
    respondWith(ok);
    const asker = { name: 'a test' };
    expect(await running.forwards.sendAgain(bin, { forward: id, seqs: [2] }, asker)).toBe(1);
    await untilStates(id, { 1: 'dead status-500', 2: 'done', 3: 'dead status-302', 4: 'dead status-501' });
    expect(await running.forwards.discard(bin, { seqs: [3] }, asker)).toBe(1);
    // One that a rule has skipped is queued only where the rule is named, too.
    expect(await running.forwards.sendAgain(bin, { seqs: [3] }, asker)).toBe(0);
    expect(await running.forwards.sendAgain(bin, {}, asker)).toBe(2);
    await untilStates(id, { 1: 'done', 2: 'done', 3: 'skipped status-302', 4: 'done' });
  });
});

test('410 pauses the rule, and requests wait until it is resumed', async () => {
  const { url, paths, respondWith } = await receiver(status(410));
  const { id } = await add({ to: { url }, order: 'all' });
  await send('/1');
  await untilStates(id, { 1: 'dead status-410' });
  expect((await running.store.forward(bin.id, id))?.paused).toMatchObject({ why: 'gone' });
  respondWith(ok);
  await send('/2');
  await running.forwards.resume(bin, id, false);
  await untilStates(id, { 1: 'dead status-410', 2: 'done' });
  await running.forwards.pause(bin, id);
  await send('/3');
  await running.forwards.resume(bin, id, true);
  await send('/4');
  await untilStates(id, { 1: 'dead status-410', 2: 'done', 3: 'skipped paused', 4: 'done' });
  expect(paths()).toEqual(['/1', '/2', '/4']);
});

test('a pause stays, whatever the attempt that is under way ends with', async () => {
  let end = () => {};
  const { url, requests } = await receiver((_, response) => {
    end = () => void response.writeHead(503).end();
  });
  const { id } = await add({ to: { url } });
  await send();
  await untilHolds(() => expect(requests).toHaveLength(1));
  await running.forwards.pause(bin, id);
  await send();
  end();
  await untilStates(id, { 1: 'queued status-503', 2: 'queued' });
  expect(await running.store.forward(bin.id, id)).toMatchObject({
    paused: { why: 'person' },
    breaker: { failures: 1, cause: { code: 'status-503' } },
  });
  expect(requests).toHaveLength(1);
});

test('a delivery that a person stops is not sent again', async () => {
  const { url, requests } = await receiver(() => {});
  const { id } = await add({ to: { url } });
  await send();
  await untilHolds(() => expect(requests).toHaveLength(1));
  const [item] = await itemsOf(id);
  await running.deliveries.stopOrRemove(bin, item!.deliveryId!);
  await untilStates(id, { 1: 'dead send-cancelled' });
});

test('a malformed message is not forwarded', async () => {
  const { url, requests } = await receiver();
  const { id } = await add({ to: { url } });
  await running.store.addCapture(bin.id, received({ malformed: 'HPE_INVALID_METHOD' }));
  running.forwards.captured(bin.id);
  await untilStates(id, { 1: 'dead request-unsendable' });
  expect(requests).toHaveLength(0);
});

test('requests are sent in order, one after the other, when the rule says so', async () => {
  const { url, paths } = await receiver((request, response) => {
    setTimeout(() => response.end(), request.url === '/1' ? 60 : 0);
  });
  const { id } = await add({ to: { url }, order: 'all' });
  for (let number = 1; number <= 5; number++) await send(`/${number}`);
  await untilHolds(async () => expect((await statesOf(id))[5]).toBe('done'));
  expect(paths()).toEqual(['/1', '/2', '/3', '/4', '/5']);
});

test('the response of the destination becomes that of the bin, if it comes in time', async () => {
  const { url, respondWith } = await receiver((_, response) =>
    response.writeHead(202, { 'X-From': 'there' }).end('from there'),
  );
  const { id } = await add({ to: { url }, respondWithinMs: 10_000 });
  const response = await send();
  expect([response.status, response.headers.get('x-from'), await response.text()]).toEqual([
    202,
    'there',
    'from there',
  ]);
  await untilStates(id, { 1: 'done' });
  respondWith(() => {});
  await running.forwards.change(bin, id, { respondWithinMs: 100, timeoutMs: 300 }, at, () => {});
  const own = await send();
  expect([own.status, await own.text()]).toEqual([200, 'ok\n']);
  await untilHolds(async () => expect((await statesOf(id))[2]).toMatch(/timed-out/));
});

test('a bin does not forward to itself, and a loop over two bins ends', async () => {
  const other = await running.addBin(`other-${count}`);
  expect(await codeOf(add({ to: 'self' }))).toBe('forward-to-itself');
  expect(await codeOf(add({ to: { bin: bin.slug.toUpperCase() } }))).toBe('forward-to-itself');
  for (const url of [`${at}/b/${bin.slug}`, 'https://WIREBIN.example.:3000/'])
    expect(await codeOf(add({ to: { url } }))).toBe('egress-refused');
  const { id } = await add({ to: { bin: other.slug } });
  const back = await running.forwards.add(other, newForwardShape.parse({ to: { bin: bin.slug } }), at);
  await send();
  await untilHolds(async () => {
    const states = [...Object.values(await statesOf(id)), ...Object.values(await statesOf(back.id))];
    expect(states.filter((state) => state === 'skipped loop')).toHaveLength(1);
    expect(states).toHaveLength(3);
  });
});
