import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Bin } from '#lib/model/bin.ts';
import { mostDeliveryAttempts, mostUnderWay } from '#lib/model/delivery-limits.ts';
import { Failure } from '#lib/model/errors.ts';
import { deliveryJson } from '#lib/summary/delivery-summary.ts';
import { listenOnLoopback, rawServer } from '../egress/listen.ts';
import { codeOf } from '../egress/test-egress.ts';
import { everyByte, received } from '../support/received.ts';
import { freePort } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { orderOf, type Running, startRunning } from './running.ts';

let running: Running;
let bin: Bin;
beforeAll(async () => {
  running = await startRunning(await temporaryFolderFor(afterAll));
  bin = await running.addBin('x7k2');
});
afterAll(() => running.close());

type Respond = (request: IncomingMessage & { body: Buffer }, response: ServerResponse) => void;

/** A receiver that notes what it gets. */
async function receiver(respond: Respond = (_, response) => response.end('thanks')) {
  const requests: (IncomingMessage & { body: Buffer })[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => null);
    // The sender has left, or the test is over.
    if (body === null) return;
    const whole = Object.assign(request, { body });
    requests.push(whole);
    respond(whole, response);
  });
  const port = await listenOnLoopback(server);
  return { url: `http://127.0.0.1:${port}`, requests };
}

const capture = (facts: Parameters<typeof received>[0] = {}) =>
  running.store.addCapture(bin.id, received({ headers: [['X-A', '1']], ...facts })) as Promise<number>;

test('a new request is sent to a URL and recorded with its response', async () => {
  const { url, requests } = await receiver((_, response) =>
    response.writeHead(201, { 'X-Is': 'here' }).end('made'),
  );
  const sent = await running.sendAndWait(bin, {
    to: { url: `${url}/hook?a=1` },
    request: { method: 'POST', headers: [['Content-Type', 'text/plain']], body: { text: 'héllo' } },
  });
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: '/hook?a=1',
    headers: { 'content-type': 'text/plain' },
  });
  expect(requests[0]!.body.toString()).toBe('héllo');
  const delivery = await running.deliveries.read(bin.id, sent.id);
  expect(delivery).toMatchObject({
    source: { kind: 'request' },
    state: 'answered',
    owner: null,
    target: '/hook?a=1',
    body: { size: 6, kept: true },
    attempts: [
      {
        number: 1,
        status: 201,
        isPrivate: true,
        failure: null,
        hops: [
          {
            origin: url,
            address: { text: '127.0.0.1', kind: 'loopback' },
            changes: [
              { what: 'added', header: 'Content-Length' },
              { what: 'added', header: 'Host' },
            ],
            response: { status: 201, body: { received: 4, kept: 4, isComplete: true } },
          },
        ],
      },
    ],
  });
  expect(Buffer.from((await running.store.attemptResponse(bin.id, sent.id, 1))!).toString()).toBe('made');
});

test('each state is announced: sending, then answered', async () => {
  const { url } = await receiver();
  const { id } = await running.sendAndWait(bin, { to: { url } });
  const states = running.announced.deliveries.filter((one) => one.id === id).map(({ state }) => state);
  expect(states).toEqual(['sending', 'answered']);
});

test('a capture is sent to the path of a URL, or to a target that is given', async () => {
  const { url, requests } = await receiver();
  const seq = await capture({ target: '/b/x7k2/orders?id=1', body: everyByte });
  await running.sendAndWait(bin, { capture: seq, to: { url: `${url}/in` } });
  await running.sendAndWait(bin, { capture: seq, to: { url: `${url}/in` }, request: { target: '/other' } });
  expect(requests.map((request) => request.url)).toEqual(['/in', '/other']);
  expect(requests[0]!.body.equals(Buffer.from(everyByte))).toBe(true);
  expect(requests[0]!.headers['x-a']).toBe('1');
});

test('changes to a capture are marked, and a body that is the same is not stored again', async () => {
  const seq = await capture({ body: Buffer.from('the body') });
  const kindOf = async (request: object) =>
    (await running.sendAndWait(bin, { capture: seq, to: 'self', request })).source;
  expect(
    await kindOf({
      body: { text: 'the body' },
      method: 'POST',
      headers: [['X-A', '1']],
      target: '/orders?id=1',
    }),
  ).toMatchObject({ edited: false });
  for (const request of [
    { method: 'PUT' },
    { body: { text: '' } },
    { headers: [['x-a', '1']] },
    { target: '/' },
  ])
    expect(await kindOf(request)).toMatchObject({ edited: true });
});

test('another attempt is sent with the same request, up to a number of attempts', async () => {
  let status = 503;
  const { url, requests } = await receiver((_, response) => response.writeHead(status).end());
  const { id } = await running.sendAndWait(bin, {
    to: { url },
    request: { method: 'POST', body: { text: 'again' } },
  });
  status = 200;
  const again = async () => (await running.deliveries.again(bin, id, running.origin)).ended;
  expect(await again()).toMatchObject({
    state: 'answered',
    attempts: [{ status: 503 }, { number: 2, status: 200 }],
  });
  expect(requests.map(({ body }) => body.toString())).toEqual(['again', 'again']);
  for (let made = 2; made < mostDeliveryAttempts; made += 1) await again();
  expect(await codeOf(again())).toBe('attempts-full');
});

test('of two further attempts at the same time, one is made', async () => {
  const { url, requests } = await receiver();
  const { id } = await running.sendAndWait(bin, { to: { url } });
  const both = [1, 2].map(() => running.deliveries.again(bin, id, running.origin));
  const [one, other] = await Promise.allSettled(both);
  expect([one!.status, other!.status]).toEqual(['fulfilled', 'rejected']);
  expect(await codeOf(both[1]!)).toBe('delivery-under-way');
  await (await both[0]!).ended;
  expect(requests).toHaveLength(2);
  expect((await running.deliveries.read(bin.id, id)).attempts.map(({ number }) => number)).toEqual([1, 2]);
});

test('a delivery that is being sent can be stopped, and one that has ended removed', async () => {
  const { url } = await receiver(() => {});
  const { delivery, ended } = await running.deliveries.send(bin, orderOf({ to: { url } }), running.origin);
  expect(delivery).toMatchObject({ state: 'sending' });
  expect(await codeOf(running.deliveries.again(bin, delivery.id, running.origin))).toBe('delivery-under-way');
  await running.deliveries.stopOrRemove(bin, delivery.id);
  expect(await ended).toMatchObject({
    state: 'stopped',
    attempts: [{ failure: { code: 'send-cancelled' } }],
  });
  await running.deliveries.stopOrRemove(bin, delivery.id);
  expect(await codeOf(running.deliveries.read(bin.id, delivery.id))).toBe('delivery-not-found');
});

test('redirects are followed when asked, and each request is recorded', async () => {
  const { url } = await receiver((request, response) =>
    request.url === '/end'
      ? response.end('here')
      : response.writeHead(307, { Location: '/end' }).end('moved'),
  );
  const unfollowed = await running.sendAndWait(bin, { to: { url } });
  expect(unfollowed.attempts[0]).toMatchObject({ status: 307 });
  const { id } = await running.sendAndWait(bin, { to: { url }, followRedirects: true });
  const { attempts } = await running.deliveries.read(bin.id, id);
  expect(attempts[0]).toMatchObject({
    status: 200,
    hops: [
      { target: '/', response: { status: 307, body: { received: 5, kept: 0 } } },
      { target: '/end', response: { status: 200, body: { received: 4, kept: 4 } } },
    ],
  });
  // The attempt took as long as its requests together.
  const total = attempts[0]!.hops.reduce((sum, { timings }) => sum + timings.done!, 0);
  expect(attempts[0]!.ms).toBeCloseTo(total, 2);
});

describe('a redirect of a private destination', () => {
  const bodies = { request: null, response: () => null };

  test('is shown to owners only, with everything that follows it', async () => {
    const { url } = await receiver((request, response) =>
      request.url === '/hidden'
        ? response.end('here')
        : response.writeHead(302, { Location: '/hidden' }).end(),
    );
    const { id, attempts } = await running.sendAndWait(bin, { to: { url }, followRedirects: true });
    const delivery = await running.deliveries.read(bin.id, id);
    // As if it had led to a public destination.
    const [first, second] = delivery.attempts[0]!.hops;
    const hops = [first!, { ...second!, address: { text: '192.0.2.1', kind: 'public' } }];
    const redirected = { ...delivery, attempts: [{ ...delivery.attempts[0]!, hops }] };
    const shown = deliveryJson(redirected, bodies, 'other', true).attempts[0]!;
    expect(shown).toMatchObject({ status: null, hops: [{ target: '/', withheld: 'private-destination' }] });
    expect(shown.hops).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toContain('hidden');
    expect(deliveryJson(redirected, bodies, 'owner', true).attempts[0]!.hops).toHaveLength(2);
    expect(attempts[0]).toMatchObject({ isPrivate: true });
  });

  test('that leads to a failure does not tell others where it leads', async () => {
    const location = 'http://169.254.169.254/hidden';
    const { url } = await receiver((_, response) => response.writeHead(302, { Location: location }).end());
    const { id, attempts } = await running.sendAndWait(bin, { to: { url }, followRedirects: true });
    expect(attempts[0]).toMatchObject({
      isPrivate: true,
      failure: { code: 'egress-refused', detail: null, reason: null },
    });
    const delivery = await running.deliveries.read(bin.id, id);
    expect(JSON.stringify(deliveryJson(delivery, bodies, 'other', true))).not.toContain('169.254');
    expect(deliveryJson(delivery, bodies, 'owner', true).attempts[0]!.hops[1]!.failure!.detail).not.toBe(
      null,
    );
  });
});

test('at most 1 MiB of a response is stored, and all of it counted', async () => {
  const { url } = await receiver((_, response) => response.end(Buffer.alloc(2_000_000, 'x')));
  const { id } = await running.sendAndWait(bin, { to: { url } });
  const { attempts } = await running.deliveries.read(bin.id, id);
  expect(attempts[0]!.hops[0]!.response!.body).toEqual({
    received: 2_000_000,
    kept: 2 ** 20,
    isComplete: true,
  });
  expect((await running.store.attemptResponse(bin.id, id, 1))!.length).toBe(2 ** 20);
});

describe('what the destination does wrong has a code', () => {
  test('nothing listens', async () => {
    const sent = await running.sendAndWait(bin, { to: { url: `http://127.0.0.1:${await freePort()}` } });
    expect(sent).toMatchObject({
      state: 'failed',
      attempts: [{ status: null, failure: { code: 'connection-refused', phase: 'connect' } }],
    });
  });

  test('no response in time', async () => {
    const { url } = await receiver(() => {});
    const sent = await running.sendAndWait(bin, { to: { url }, timeoutMs: 200 });
    expect(sent.attempts[0]!.failure).toMatchObject({ code: 'timed-out' });
  });

  test('an address that is refused', async () => {
    const sent = await running
      .sendAndWait(bin, { to: { url: 'http://169.254.169.254/latest/meta-data' } })
      .catch((error) => error);
    expect(sent.code).toBe('egress-refused');
  });

  test('no HTTP', async () => {
    const url = await rawServer((socket) => socket.end('hello\r\n\r\n'));
    const sent = await running.sendAndWait(bin, { to: { url } });
    expect(sent.attempts[0]!.failure).toMatchObject({ code: 'response-malformed' });
  });
});

describe('what cannot be sent is refused, and nothing is kept of it', () => {
  test.each([
    ['a bin that does not exist', { to: { bin: 'nosuchbin' } }, 'bin-not-found'],
    ['a capture that does not exist', { to: 'self', capture: 999_999 }, 'capture-not-found'],
    ['no URL', { to: { url: 'nowhere' } }, 'destination-invalid'],
    ['another scheme', { to: { url: 'ftp://a.example' } }, 'destination-invalid'],
    [
      'a header with a line break',
      { to: 'self', request: { headers: [['X-A', 'a\r\nX-B: b']] } },
      'request-unsendable',
    ],
    ['a target with a space', { to: 'self', request: { target: '/a b' } }, 'request-unsendable'],
  ] as const)('%s', async (_, order, code) => {
    const { total } = await running.deliveries.list(bin.id, { limit: 1 });
    expect(await codeOf(running.sendAndWait(bin, order as never))).toBe(code);
    expect((await running.deliveries.list(bin.id, { limit: 1 })).total).toBe(total);
  });

  test('this server by its URL', async () => {
    const sent = await running
      .sendAndWait(bin, { to: { url: `${running.origin}/b/x7k2` } })
      .catch((error) => error);
    expect(sent.code ?? sent.attempts[0].failure.code).toBe('egress-refused');
  });

  test('a capture whose body was not stored completely, unless another body is given', async () => {
    const seq = await capture({ body: Buffer.from('part'), bodySize: 9000, truncated: true });
    expect(await codeOf(running.sendAndWait(bin, { capture: seq, to: 'self' }))).toBe('capture-truncated');
    const sent = await running.sendAndWait(bin, {
      capture: seq,
      to: 'self',
      request: { body: { text: 'part' } },
    });
    expect(sent).toMatchObject({ state: 'answered', source: { edited: true } });
  });
});

test('a malformed capture is sent to a URL as it was received, and never with changes', async () => {
  const message = 'POST /b/x7k2 HTTP/1.1\r\nBad Name: 1\r\n\r\n';
  const seq = await capture({
    malformed: 'Invalid header token',
    body: Buffer.from(message),
    headers: [],
    target: '/b/x7k2',
  });
  let got = '';
  const url = await rawServer((socket, request) => {
    got = request;
    socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  });
  expect(await running.sendAndWait(bin, { capture: seq, to: { url } })).toMatchObject({
    state: 'answered',
    attempts: [{ status: 400 }],
  });
  expect(got).toBe(message);
  expect(
    await codeOf(running.sendAndWait(bin, { capture: seq, to: { url }, request: { method: 'PUT' } })),
  ).toBe('request-unsendable');
});

test('a delivery whose capture was removed cannot be sent again', async () => {
  const seq = await capture({ body: Buffer.from('gone soon') });
  const { id } = await running.sendAndWait(bin, { capture: seq, to: 'self' });
  await running.store.removeCapture(bin.id, seq);
  expect((await running.deliveries.read(bin.id, id)).body).toMatchObject({ size: 9, kept: false });
  expect(await codeOf(running.deliveries.again(bin, id, running.origin))).toBe('body-not-kept');
});

test('one without a body can be sent again when its capture was removed', async () => {
  const seq = await capture({ body: new Uint8Array() });
  const { id } = await running.sendAndWait(bin, { capture: seq, to: 'self' });
  await running.store.removeCapture(bin.id, seq);
  expect((await running.deliveries.read(bin.id, id)).body).toMatchObject({ size: 0, kept: true });
  const again = await running.deliveries.again(bin, id, running.origin);
  expect(await again.ended).toMatchObject({ state: 'answered' });
});

describe('repeats', () => {
  test('are deliveries of their own, all at once or one after the other', async () => {
    const times: number[] = [];
    const { url, requests } = await receiver((_, response) => {
      times.push(performance.now());
      response.end();
    });
    const order = { to: { url }, request: { method: 'POST', body: { text: 'same' } } };
    const added = await running.deliveries.repeat(
      bin,
      orderOf({ ...order, repeat: { times: 40, gapMs: 0 } }),
      running.origin,
    );
    expect(new Set(added.map(({ id }) => id)).size).toBe(40);
    await allEnded(added.map(({ id }) => id));
    expect(requests).toHaveLength(40);
    times.length = 0;
    const slow = await running.deliveries.repeat(
      bin,
      orderOf({ ...order, repeat: { times: 3, gapMs: 200 } }),
      running.origin,
    );
    await allEnded(slow.map(({ id }) => id));
    for (const [index, at] of times.slice(1).entries()) expect(at - times[index]!).toBeGreaterThan(190);
  });

  test('that wait can be stopped one by one', async () => {
    const { url, requests } = await receiver();
    const order = orderOf({ to: { url }, repeat: { times: 3, gapMs: 60_000 } });
    const added = await running.deliveries.repeat(bin, order, running.origin);
    for (const { id } of added.slice(1)) await running.deliveries.stopOrRemove(bin, id);
    await allEnded(added.map(({ id }) => id));
    const states = await Promise.all(
      added.map(async ({ id }) => (await running.deliveries.read(bin.id, id)).state),
    );
    expect(states).toEqual(['answered', 'stopped', 'stopped']);
    expect(requests).toHaveLength(1);
  });

  test('are limited in number', async () => {
    const { url } = await receiver(() => {});
    const order = orderOf({ to: { url }, repeat: { times: 100, gapMs: 0 } });
    const added = [
      ...(await running.deliveries.repeat(bin, order, running.origin)),
      ...(await running.deliveries.repeat(bin, order, running.origin)),
    ];
    expect(await codeOf(running.deliveries.repeat(bin, order, running.origin))).toBe('send-busy');
    expect(await codeOf(running.sendAndWait(bin, { to: { url } }))).toBe('send-busy');
    await Promise.all(added.map(({ id }) => running.deliveries.stopOrRemove(bin, id)));
  });

  test('are limited in number also when they are added at the same time', async () => {
    const { url } = await receiver(() => {});
    const order = orderOf({ to: { url }, repeat: { times: 100, gapMs: 60_000 } });
    const three = [1, 2, 3].map(() => running.deliveries.repeat(bin, order, running.origin));
    expect(await Promise.all(three.map(codeOf))).toEqual(['fulfilled', 'fulfilled', 'send-busy']);
    const [one, other] = await Promise.all(three.slice(0, 2));
    expect([...one!, ...other!]).toHaveLength(mostUnderWay);
    await running.deliveries.stopAllOf(bin.id);
  });

  test('that wait do not hold their bodies in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    // It does not read.
    const url = `http://127.0.0.1:${await listenOnLoopback(createServer(() => {}))}`;
    const bytesInMemory = () => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = bytesInMemory();
    for (const letter of 'abcdefgh') {
      const body = { text: letter.repeat(4 * 2 ** 20) };
      const order = { to: { url }, request: { method: 'POST', body }, repeat: { times: 3, gapMs: 60_000 } };
      const [first] = await running.deliveries.repeat(bin, orderOf(order), running.origin);
      // The first one is being sent.
      await running.deliveries.stopOrRemove(bin, first!.id);
    }
    // Together they have 32 MiB.
    await until(async () => bytesInMemory() - before < 8 * 2 ** 20);
    await running.deliveries.stopAllOf(bin.id);
  });

  test('of which one cannot be added are all removed, and none is sent', async () => {
    const { url, requests } = await receiver();
    const { total } = await running.deliveries.list(bin.id, { limit: 1 });
    const original = running.store.addDelivery;
    const add = vi.spyOn(running.store, 'addDelivery');
    onTestFinished(() => add.mockRestore());
    add.mockImplementation((binId, delivery) =>
      add.mock.calls.length < 3
        ? original(binId, delivery)
        : Promise.reject(new Failure('store-unavailable')),
    );
    const order = orderOf({ to: { url }, repeat: { times: 5, gapMs: 0 } });
    expect(await codeOf(running.deliveries.repeat(bin, order, running.origin))).toBe('store-unavailable');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await running.deliveries.list(bin.id, { limit: 1 })).total).toBe(total);
    expect(requests).toEqual([]);
  });

  async function allEnded(ids: readonly string[]): Promise<void> {
    await until(async () => {
      const all = await Promise.all(ids.map((id) => running.deliveries.read(bin.id, id)));
      return all.every(({ owner }) => owner === null);
    });
  }
});

test('a request over the rate of the bin is refused, and no delivery is kept', async () => {
  const limited = await startRunning(await temporaryFolderFor(onTestFinished), { RATE_SENT_PER_BIN: '2/h' });
  onTestFinished(() => limited.close());
  const one = await limited.addBin('one');
  for (const _ of [1, 2]) await limited.sendAndWait(one, { to: 'self' });
  expect(await codeOf(limited.sendAndWait(one, { to: 'self' }))).toBe('send-rate-limited');
  expect((await limited.deliveries.list(one.id, { limit: 10 })).total).toBe(2);
});

describe('with EGRESS=off', () => {
  test('URLs are refused, and bins of this server can be sent to', async () => {
    const off = await startRunning(await temporaryFolderFor(onTestFinished), { EGRESS: 'off' });
    onTestFinished(() => off.close());
    const one = await off.addBin('one');
    expect(await codeOf(off.sendAndWait(one, { to: { url: 'https://a.example' } }))).toBe('egress-refused');
    expect(await codeOf(off.replay(one, { to: { url: 'https://a.example' } }))).toBe('egress-refused');
    expect(await off.sendAndWait(one, { to: 'self' })).toMatchObject({ state: 'answered' });
  });
});

describe('when the bin is deleted', () => {
  const statesOf = async (one: Bin) =>
    (await running.deliveries.list(one.id, { limit: 10 })).deliveries.map(({ state }) => state);

  test('everything it sends is stopped', async () => {
    const { url, requests } = await receiver(() => {});
    const one = await running.addBin('deleted-1');
    const order = orderOf({ to: { url }, repeat: { times: 3, gapMs: 100 } });
    await running.deliveries.repeat(one, order, running.origin);
    await running.deliveries.send(one, orderOf({ to: { url } }), running.origin);
    const beside = await running.deliveries.send(bin, orderOf({ to: { url } }), running.origin);
    await until(async () => requests.length === 3);
    await running.deliveries.stopAllOf(one.id);
    expect(await statesOf(one)).toEqual(['stopped', 'stopped', 'stopped', 'stopped']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(requests).toHaveLength(3);
    expect(await running.deliveries.read(bin.id, beside.delivery.id)).toMatchObject({ state: 'sending' });
    await running.deliveries.stopAllOf(bin.id);
  });

  test('by another process, what waits is not sent', async () => {
    const { url, requests } = await receiver();
    const one = await running.addBin('deleted-2');
    const order = orderOf({ to: { url }, repeat: { times: 2, gapMs: 300 } });
    const [, second] = await running.deliveries.repeat(one, order, running.origin);
    await running.store.deleteBin(one.id, Date.now());
    const last = await ended(one, second!.id);
    expect(last).toMatchObject({ state: 'failed', attempts: [{ failure: { code: 'bin-deleted' } }] });
    expect(requests.length).toBeLessThanOrEqual(1);
  });

  function ended(one: Bin, id: string) {
    return until(async () => {
      const delivery = await running.deliveries.read(one.id, id);
      return delivery.owner === null && delivery;
    });
  }
});

describe('when the end of a delivery cannot be stored', () => {
  async function withFailingEnd() {
    const failing = await startRunning(await temporaryFolderFor(onTestFinished));
    // What was reported is not an error of this test.
    onTestFinished(() => failing.close(true));
    const original = failing.store.endDelivery;
    const end = vi.spyOn(failing.store, 'endDelivery');
    end.mockRejectedValue(new Failure('store-unavailable'));
    const one = await failing.addBin('one');
    return { failing, one, mend: () => void end.mockImplementation(original) };
  }

  test('it is announced, and stored later without the body of the response', async () => {
    const { failing, one, mend } = await withFailingEnd();
    const { url } = await receiver();
    const sent = await failing.sendAndWait(one, { to: { url } });
    expect(sent).toMatchObject({ state: 'answered', owner: null, attempts: [{ status: 200 }] });
    expect(failing.announced.deliveries.at(-1)).toEqual(sent);
    expect(await failing.deliveries.read(one.id, sent.id)).toMatchObject({ state: 'sending' });
    mend();
    expect(await failing.deliveries.read(one.id, sent.id)).toMatchObject({
      state: 'answered',
      attempts: [{ status: 200, hops: [{ response: { body: { received: 6, kept: 0 } } }] }],
    });
    const again = await failing.deliveries.again(one, sent.id, failing.origin);
    expect((await again.ended).attempts).toMatchObject([{ number: 1 }, { number: 2, status: 200 }]);
  });

  test('it can be removed', async () => {
    const { failing, one } = await withFailingEnd();
    const { id } = await failing.sendAndWait(one, { to: 'self' });
    await failing.deliveries.stopOrRemove(one, id);
    expect(await codeOf(failing.deliveries.read(one.id, id))).toBe('delivery-not-found');
  });
});

describe('when the server stops', () => {
  test('a delivery that is being added is not kept, and no other is added', async () => {
    const { url, requests } = await receiver();
    const stopping = await startRunning(await temporaryFolderFor(onTestFinished));
    onTestFinished(() => stopping.close());
    const one = await stopping.addBin('one');
    const original = stopping.store.addDelivery;
    const add = vi.spyOn(stopping.store, 'addDelivery');
    const closing: Promise<void>[] = [];
    add.mockImplementation(async (binId, delivery) => {
      const isAdded = await original(binId, delivery);
      closing.push(stopping.deliveries.close());
      return isAdded;
    });
    const order = orderOf({ to: { url } });
    expect(await codeOf(stopping.deliveries.send(one, order, stopping.origin))).toBe('draining');
    expect(await codeOf(stopping.deliveries.repeat(one, order, stopping.origin))).toBe('draining');
    await Promise.all(closing);
    expect(add).toHaveBeenCalledTimes(1);
    expect(await stopping.store.listDeliveries(one.id, { limit: 1 })).toMatchObject({ total: 0 });
    expect(requests).toEqual([]);
  });

  test('what is under way is recorded as interrupted', async () => {
    const { url } = await receiver(() => {});
    const folder = await temporaryFolderFor(onTestFinished);
    const before = await startRunning(folder);
    const one = await before.addBin('one');
    const { delivery } = await before.deliveries.send(one, orderOf({ to: { url } }), before.origin);
    await before.close();
    const after = await startRunning(folder);
    onTestFinished(() => after.close());
    expect(await after.deliveries.read(one.id, delivery.id)).toMatchObject({
      state: 'failed',
      attempts: [{ ms: expect.any(Number), failure: { code: 'send-interrupted' } }],
    });
  });

  test('after it was killed, what was under way is interrupted once its lease is over', async () => {
    const { url } = await receiver(() => {});
    const folder = await temporaryFolderFor(onTestFinished);
    const before = await startRunning(folder);
    const one = await before.addBin('one');
    const { delivery } = await before.deliveries.send(one, orderOf({ to: { url } }), before.origin);
    let clock = Date.now();
    const after = await startRunning(folder, {}, () => clock);
    onTestFinished(() => after.close());
    expect(await after.deliveries.read(one.id, delivery.id)).toMatchObject({ state: 'sending' });
    expect(await codeOf(after.deliveries.stopOrRemove(one, delivery.id))).toBe('not-sent-here');
    clock += 60_000;
    expect(await after.deliveries.read(one.id, delivery.id)).toMatchObject({ state: 'failed', owner: null });
    const again = after.deliveries
      .again(one, delivery.id, after.origin)
      .then(({ delivery }) => delivery.attempts);
    expect(await again).toMatchObject([{ number: 1 }, { number: 2 }]);
    await before.close(true);
  });
});
