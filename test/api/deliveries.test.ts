import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type {
  DeliveryJson,
  DeliveryPage,
  DeliverySummary,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';
import { listenOnLoopback, rawServer } from '../egress/listen.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';
import { watch } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const adminToken = 'admin-token-0123456789';
const server = sharedServer({ environment: { HOST: '127.0.0.1', ADMIN_TOKEN: adminToken } });

const post = (bin: TestBin, path: string, body: unknown, key?: string) =>
  bin.api(path, { method: 'POST', body: JSON.stringify(body), ...(key === undefined ? {} : { key }) });

async function sent<T = DeliveryJson>(bin: TestBin, order: unknown, query = '?wait=1'): Promise<T> {
  const response = await post(bin, `/deliveries${query}`, order);
  expect([response.status, response.status === 201 ? '' : await response.text()]).toEqual([201, '']);
  return (await response.json()) as T;
}

async function linkTo(bin: TestBin, wanted: Record<string, unknown>): Promise<string> {
  return ((await (await post(bin, '/links', wanted)).json()) as { key: string }).key;
}

/** A receiver that responds with a page that would run a script. */
async function receiver(): Promise<string> {
  const listener = createServer((request, response) => {
    request.resume();
    response
      .writeHead(200, { 'Content-Type': 'text/html', 'X-Secret': 'of the network' })
      .end('<script>alert(1)</script>');
  });
  return `http://127.0.0.1:${await listenOnLoopback(listener)}`;
}

test('a sample event without the request to send is refused, and nothing is sent', async () => {
  const bin = await newBin(server().origin);
  const sample = { provider: 'github', event: 'push' };
  for (const order of [{ sample }, { sample, request: {} }, { sample, repeat: { times: 2, gapMs: 0 } }]) {
    const words = await expectProblem(
      await post(bin, '/deliveries', { to: 'self', ...order }),
      400,
      'invalid-input',
    );
    expect(words).toMatch(/request: is missing.*\/api\/v1\/samples\//);
  }
  expect(await (await bin.api('/captures')).json()).toMatchObject({ total: 0 });
  expect(await (await bin.api('/deliveries')).json()).toMatchObject({ total: 0 });
});

test('a capture is sent to its own bin and captured equal', async () => {
  const bin = await newBin(server().origin);
  await fetch(`${bin.captureUrl}/orders?id=1`, { method: 'POST', body: 'héllo', headers: { 'X-A': '1' } });
  const delivery = await sent(bin, { capture: 1, to: 'self' });
  expect(delivery).toMatchObject({
    id: expect.stringMatching(/^dlv_/),
    source: { kind: 'capture', seq: 1, edited: false },
    replayId: null,
    destination: { bin: bin.slug },
    method: 'POST',
    target: `/b/${bin.slug}/orders?id=1`,
    state: 'answered',
    options: { host: 'destination', followRedirects: false, verifyCertificate: true, timeoutMs: 60_000 },
    request: { body: { size: 6, kept: true, text: 'héllo', base64: null } },
    attempts: [
      {
        number: 1,
        status: 200,
        failure: null,
        hops: [{ address: null, withheld: null, response: { status: 200 } }],
      },
    ],
  });
  const capture = async (seq: number) => (await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson;
  const [one, two] = [await capture(1), await capture(2)];
  for (const part of ['method', 'target', 'trailers', 'httpVersion', 'body'] as const)
    expect(two[part]).toEqual(one[part]);
  // A header of the connection, which fetch sends.
  const lasting = ({ headers }: CaptureJson) => headers.filter(([name]) => !/^connection$/i.test(name));
  expect(lasting(two)).toEqual(lasting(one));
});

test('without wait, the delivery is returned while it is sent; lists have pages and filters', async () => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
  const { id, state } = await sent<DeliverySummary>(bin, { capture: 1, to: 'self' }, '');
  expect(state).toMatch(/sending|answered/);
  await until(
    async () => ((await (await bin.api(`/deliveries/${id}`)).json()) as DeliveryJson).state === 'answered',
  );
  const { deliveries } = await sent<{ deliveries: DeliverySummary[] }>(
    bin,
    { to: 'self', repeat: { times: 3, gapMs: 0 } },
    '',
  );
  expect(deliveries).toHaveLength(3);
  const list = async (query: string) => (await (await bin.api(`/deliveries${query}`)).json()) as DeliveryPage;
  const first = await list('?limit=2');
  expect(first).toMatchObject({ total: 4, next: first.deliveries[1]!.id });
  expect((await list(`?limit=2&before=${first.next}`)).deliveries.at(-1)!.id).toBe(id);
  expect(await list('?capture=1')).toMatchObject({ total: 1, deliveries: [{ id }], next: null });
  await expectProblem(
    await post(bin, '/deliveries?wait=1', { to: 'self', repeat: { times: 2, gapMs: 0 } }),
    400,
    'invalid-input',
  );
  await expectProblem(await bin.api('/deliveries?color=red'), 400, 'invalid-input');
});

test('another attempt is made, a delivery is removed, and unknown ones are not found', async () => {
  const bin = await newBin(server().origin);
  const { id } = await sent(bin, { to: 'self', request: { method: 'PUT', body: { base64: '/w==' } } });
  const again = await bin.api(`/deliveries/${id}/again?wait=1`, { method: 'POST' });
  expect(await again.json()).toMatchObject({
    id,
    attempts: [{ number: 1 }, { number: 2, status: 200 }],
    request: { body: { text: null, base64: '/w==' } },
  });
  expect((await bin.api(`/deliveries/${id}`, { method: 'DELETE' })).status).toBe(204);
  for (const path of [`/deliveries/${id}`, `/deliveries/${id}/body`, `/deliveries/${id}/attempts/1/body`])
    await expectProblem(await bin.api(path), 404, 'delivery-not-found');
  await expectProblem(
    await bin.api(`/deliveries/${id}/again`, { method: 'POST' }),
    404,
    'delivery-not-found',
  );
  await expectProblem(await bin.api('/replays/rpl_none'), 404, 'replay-not-found');
  await expectProblem(await bin.api('/deliveries/x', { method: 'PUT' }), 405, 'method-not-allowed');
});

test('bodies are downloads that browsers do not run, and can be read in ranges', async () => {
  const bin = await newBin(server().origin);
  const { id } = await sent(bin, {
    to: { url: await receiver() },
    request: { method: 'POST', body: { text: '<script>' } },
  });
  for (const [path, text] of [
    [`/deliveries/${id}/body`, '<script>'],
    [`/deliveries/${id}/attempts/1/body`, '<script>alert(1)</script>'],
  ] as const) {
    const response = await bin.api(path);
    expect(await response.text()).toBe(text);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="delivery-(request|response)\.\w+"$/,
      ),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const part = await bin.api(path, { headers: { Range: 'bytes=1-6' } });
    expect([part.status, await part.text()]).toEqual([206, 'script']);
  }
});

test('what cannot be sent is a problem', async () => {
  const bin = await newBin(server().origin);
  const longHeaders = Array.from({ length: 9 }, () => ['X-Long', 'x'.repeat(60_000)]);
  const cases = [
    [{ to: 'self', capture: 7 }, 404, 'capture-not-found'],
    [{ to: { bin: 'nosuchbin' } }, 404, 'bin-not-found'],
    [{ to: { url: 'nowhere' } }, 400, 'destination-invalid'],
    [{ to: { url: 'http://169.254.169.254/' } }, 403, 'egress-refused'],
    [{ to: 'self', request: { headers: [['A b', '']] } }, 422, 'request-unsendable'],
    [
      { to: 'self', request: { headers: longHeaders }, repeat: { times: 100, gapMs: 0 } },
      413,
      'request-too-long',
    ],
    [{ to: 'nobody' }, 400, 'invalid-input'],
    [{ to: 'self', colour: 'red' }, 400, 'invalid-input'],
  ] as const;
  for (const [order, status, code] of cases)
    await expectProblem(await post(bin, '/deliveries', order), status, code);
});

describe('a response of a private destination', () => {
  test('is shown to owners only', async () => {
    const bin = await newBin(server().origin);
    const { id, attempts } = await sent(bin, { to: { url: await receiver() } });
    expect(attempts[0]).toMatchObject({
      status: 200,
      hops: [{ address: { kind: 'loopback' }, withheld: null, response: { status: 200 } }],
    });
    for (const role of ['editor', 'viewer']) {
      const key = await linkTo(bin, { role });
      const response = await bin.api(`/deliveries/${id}`, { key });
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        state: 'answered',
        attempts: [
          {
            status: null,
            hops: [{ address: null, tls: null, withheld: 'private-destination', response: null }],
          },
        ],
      });
      expect(text).not.toContain('of the network');
      await expectProblem(await bin.api(`/deliveries/${id}/attempts/1/body`, { key }), 403, 'not-allowed');
      const page = (await (await bin.api('/deliveries', { key })).json()) as DeliveryPage;
      expect(page.deliveries[0]!.attempts).toMatchObject([{ status: null }]);
    }
  });

  test('is not announced to others', async () => {
    const bin = await newBin(server().origin);
    const keys = {
      owner: bin.key,
      viewer: await linkTo(bin, { role: 'viewer' }),
      masked: await linkTo(bin, { role: 'viewer', redaction: {} }),
    };
    await fetch(bin.captureUrl);
    const one = await linkTo(bin, { role: 'editor', captureSeq: 1 });
    const watchers = Object.entries({ ...keys, one }).map(([name, key]) => {
      const got: DeliverySummary[] = [];
      const watcher = watch(server().origin, { key });
      watcher.socket.on('deliveries', (deliveries) => got.push(...deliveries));
      return { name, watcher, got };
    });
    await until(async () => watchers.every(({ watcher }) => watcher.joined.length > 0));
    const { id } = await sent(bin, { to: { url: await receiver() } });
    const lastOf = (name: string) =>
      watchers.find((one) => one.name === name)!.got.findLast((one) => one.id === id);
    await until(async () => lastOf('owner')?.state === 'answered' && lastOf('viewer')?.state === 'answered');
    expect(lastOf('owner')!.attempts).toMatchObject([{ status: 200 }]);
    expect(lastOf('viewer')!.attempts).toMatchObject([{ status: null }]);
    expect([lastOf('masked'), lastOf('one')]).toEqual([undefined, undefined]);
  });
});

describe('a link to one request', () => {
  test('may replay it as it was received, and nothing else', async () => {
    const bin = await newBin(server().origin);
    for (const body of ['1', '2']) await fetch(bin.captureUrl, { method: 'POST', body });
    const key = await linkTo(bin, { role: 'editor', captureSeq: 1 });
    const response = await post(bin, '/deliveries?wait=1', { capture: 1, to: 'self' }, key);
    expect([response.status, await response.json()]).toMatchObject([201, { state: 'answered' }]);
    for (const order of [
      { capture: 2, to: 'self' },
      { to: 'self' },
      { capture: 1, to: 'self', request: { method: 'PUT' } },
    ])
      await expectProblem(await post(bin, '/deliveries', order, key), 403, 'not-allowed');
    await expectProblem(await post(bin, '/captures/replay', { to: 'self' }, key), 403, 'not-allowed');
    await expectProblem(await bin.api('/deliveries', { key }), 403, 'not-allowed');
  });
});

test('captures are replayed in bulk, with progress and events', async () => {
  const bin = await newBin(server().origin);
  for (const body of ['1', '2', '3']) await fetch(bin.captureUrl, { method: 'POST', body });
  const events: ReplayProgress[] = [];
  const watcher = watch(server().origin, { key: bin.key });
  watcher.socket.on('replay', (progress) => events.push(progress));
  await until(async () => watcher.joined.length > 0);
  const plan = await post(bin, '/captures/replay', { to: 'self', plan: true });
  expect([plan.status, await plan.json()]).toMatchObject([
    200,
    { count: 3, bytes: 3, destination: { bin: bin.slug }, upTo: 3 },
  ]);
  const started = await post(bin, '/captures/replay', { to: 'self', pace: 'at-once', filter: '-body:2' });
  expect(started.status).toBe(202);
  const { id } = (await started.json()) as ReplayProgress;
  await until(async () => events.at(-1)?.state === 'done');
  expect(await (await bin.api(`/replays/${id}`)).json()).toMatchObject({
    id,
    state: 'done',
    count: 2,
    ended: 2,
    skipped: 0,
    results: [{ result: '200', count: 2 }],
    failure: null,
  });
  expect(await (await bin.api('/replays')).json()).toMatchObject({ replays: [{ id, ended: 2 }] });
  expect(((await (await bin.api(`/deliveries?replay=${id}`)).json()) as DeliveryPage).total).toBe(2);
  expect((await bin.api(`/replays/${id}`, { method: 'DELETE' })).status).toBe(200);
  await expectProblem(await post(bin, '/captures/replay', { to: 'self', upTo: -1 }), 400, 'invalid-input');
  await expectProblem(
    await post(bin, '/captures/replay', { to: 'self', filter: 'colour:red' }),
    400,
    'invalid-filter',
  );
});

test('a delivery that gets no response can be stopped while a client waits for it', async () => {
  const bin = await newBin(server().origin);
  const url = await rawServer(() => {});
  const waiting = sent(bin, { to: { url } });
  const id = await until(async () => {
    const page = (await (await bin.api('/deliveries')).json()) as DeliveryPage;
    return page.deliveries[0]?.state === 'sending' && page.deliveries[0].id;
  });
  expect((await bin.api(`/deliveries/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await waiting).toMatchObject({
    state: 'stopped',
    attempts: [{ failure: { code: 'send-cancelled' } }],
  });
});

describe('a bin that is deleted sends nothing more', () => {
  const byAdmin = (bin: TestBin) =>
    fetch(`${server().origin}/api/v1/admin/bins/${bin.slug}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${adminToken}` },
    });
  test.each([
    ['by its owner', (bin: TestBin) => bin.api('', { method: 'DELETE' })],
    ['by its owner, for good', (bin: TestBin) => bin.api('?permanent=1', { method: 'DELETE' })],
    ['by the operator', byAdmin],
  ])('%s', async (_, deleted) => {
    const bin = await newBin(server().origin);
    let got = 0;
    const listener = createServer((_, response) => {
      got += 1;
      response.end();
    });
    const to = { url: `http://127.0.0.1:${await listenOnLoopback(listener)}` };
    for (const body of ['1', '2', '3']) await fetch(bin.captureUrl, { method: 'POST', body });
    await sent(bin, { to, repeat: { times: 3, gapMs: 800 } }, '');
    await post(bin, '/captures/replay', { to, pace: { perSecond: 1.2 } });
    await until(async () => got >= 2);
    expect((await deleted(bin)).status).toBe(204);
    const before = got;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(got).toBe(before);
    expect(got).toBeLessThan(6);
  });
});
