import { describe, expect, test, vi } from 'vitest';
import type { DeliveryJson, DeliveryPage } from '#lib/model/delivery-json.ts';
import type { FailureCode } from '#lib/model/errors.ts';
import type { ForwardItemPage, ForwardJson } from '#lib/model/forward-json.ts';
import { ok, receiver, status } from '../forwarding/receiver.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { watch } from '../support/watcher.ts';
import { expectProblem } from './problem.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });

type Call = { key?: string; method?: string; body?: unknown };

async function call<T>(bin: TestBin, path: string, { key, method = 'GET', body }: Call = {}): Promise<T> {
  const response = await bin.api(path, {
    method,
    ...(key === undefined ? {} : { key }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect([path, response.status < 300, response.status < 300 ? '' : text]).toEqual([path, true, '']);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const post = <T = ForwardJson>(bin: TestBin, path: string, body: unknown = {}, key?: string) =>
  call<T>(bin, path, { method: 'POST', body, ...(key === undefined ? {} : { key }) });
const send = (bin: TestBin, path = '') => fetch(bin.captureUrl + path, { method: 'POST', body: 'x' });
const untilHolds = (look: () => unknown) => vi.waitFor(look, { timeout: 60_000, interval: 25 });
const countsOf = async (bin: TestBin, id: string) => (await call<ForwardJson>(bin, `/forwards/${id}`)).counts;

async function linkTo(bin: TestBin, wanted: Record<string, unknown>): Promise<string> {
  return (await post<{ key: string }>(bin, '/links', wanted)).key;
}

test('a rule is added, listed, changed and removed', async () => {
  const bin = await newBin(server().origin);
  const added = await post(bin, '/forwards', {
    to: { url: 'https://a.example/hook' },
    name: ' orders ',
    headers: { set: [['Authorization', 'Bearer secret']] },
  });
  expect(added).toEqual({
    id: expect.stringMatching(/^fwd_/),
    createdAt: expect.any(String),
    name: 'orders',
    filter: '',
    to: { url: 'https://a.example/hook' },
    path: 'append',
    headers: { drop: [], set: [['Authorization', 'Bearer secret']] },
    host: 'destination',
    verifyCertificate: true,
    timeoutMs: 30_000,
    retries: {
      delays: [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
      statuses: '408, 429, 500-599, !501',
    },
    concurrency: 4,
    perSecond: null,
    order: 'none',
    respondWithinMs: null,
    paused: null,
    breaker: { state: 'closed', failures: 0, openUntil: null, perSecond: null },
    counts: { queued: 0, sending: 0, done: 0, dead: 0, skipped: 0 },
    failing: null,
  });
  const change = { filter: 'method:POST', retries: { statuses: '500' }, perSecond: 2 };
  const changed = await call<ForwardJson>(bin, `/forwards/${added.id}`, { method: 'PATCH', body: change });
  expect(changed).toEqual({ ...added, ...change, retries: { ...added.retries, statuses: '500' } });
  expect(await call(bin, '/forwards')).toEqual({ forwards: [changed] });
  await call(bin, `/forwards/${added.id}`, { method: 'DELETE' });
  expect(await call(bin, '/forwards')).toEqual({ forwards: [] });
  await expectProblem(await bin.api(`/forwards/${added.id}`), 404, 'forward-not-found');
});

test('a URL of this server is refused when a rule is added or changed, by whatever name it has', async () => {
  const bin = await newBin(server().origin);
  const { id } = await post(bin, '/forwards', { to: { url: 'https://a.example' } });
  const { port, pathname } = new URL(bin.captureUrl);
  for (const host of ['127.0.0.1', 'localhost', 'LocalHost.', '[::1]']) {
    const body = JSON.stringify({ to: { url: `http://${host}:${port}${pathname}` } });
    for (const [path, method] of [
      ['/forwards', 'POST'],
      [`/forwards/${id}`, 'PATCH'],
    ])
      expect(
        await expectProblem(await bin.api(path, { method: method!, body }), 403, 'egress-refused'),
      ).toMatch('this server itself');
  }
});

test('a viewer sees no values of headers, and only owners let a destination respond', async () => {
  const bin = await newBin(server().origin);
  const { id } = await post(bin, '/forwards', {
    to: { url: 'https://a.example' },
    headers: { set: [['Authorization', 'Bearer secret']] },
  });
  const viewer = await linkTo(bin, { role: 'viewer' });
  const shown = await call<ForwardJson>(bin, `/forwards/${id}`, { key: viewer });
  expect(shown.headers.set).toEqual([['Authorization', null]]);
  const editor = await linkTo(bin, { role: 'editor' });
  const body = JSON.stringify({ respondWithinMs: 500 });
  const refused = await bin.api(`/forwards/${id}`, { method: 'PATCH', body, key: editor });
  await expectProblem(refused, 403, 'not-allowed');
  await call(bin, `/forwards/${id}`, { method: 'PATCH', body: { respondWithinMs: 500 } });
  // The rule as it is now is the owner's.
  const renaming = await bin.api(`/forwards/${id}`, { method: 'PATCH', body: '{"name":"x"}', key: editor });
  await expectProblem(renaming, 403, 'not-allowed');
});

describe('a rule is refused', () => {
  test.each<[why: string, order: unknown, status: number, code: FailureCode, words: RegExp]>([
    ['without a destination', {}, 400, 'invalid-input', /to/],
    [
      'with a field that does not exist',
      { to: { url: 'https://a.example' }, colour: 1 },
      400,
      'invalid-input',
      /colour/,
    ],
    ['for a destination that is no URL', { to: { url: 'a' } }, 400, 'destination-invalid', /URL/],
    [
      'for a cloud metadata service',
      { to: { url: 'http://169.254.169.254/' } },
      403,
      'egress-refused',
      /metadata/,
    ],
    ['for itself', { to: 'self' }, 422, 'forward-to-itself', /^$/],
    ['for a bin that does not exist', { to: { bin: 'no-such-bin' } }, 404, 'bin-not-found', /no-such-bin/],
    [
      'with a filter that cannot be read',
      { to: { url: 'https://a.example' }, filter: 'colour:red' },
      400,
      'invalid-filter',
      /colour/,
    ],
    [
      'with a filter by what comes later',
      { to: { url: 'https://a.example' }, filter: 'status:500' },
      400,
      'invalid-filter',
      /cannot filter by “status:500”/,
    ],
    [
      'with statuses that are none',
      { to: { url: 'https://a.example' }, retries: { statuses: '5xx' } },
      400,
      'invalid-input',
      /5xx/,
    ],
    [
      'with a header of two lines',
      { to: { url: 'https://a.example' }, headers: { set: [['A', 'b\r\nC: d']] } },
      400,
      'invalid-input',
      /headers\.set/,
    ],
  ])('%s', async (_, order, code, name, words) => {
    const bin = await newBin(server().origin);
    const response = await bin.api('/forwards', { method: 'POST', body: JSON.stringify(order) });
    expect(await expectProblem(response, code, name)).toMatch(words);
  });
});

test('what became of each request is listed with its cause, and those given up are sent again', async () => {
  const bin = await newBin(server().origin);
  const { url, respondWith, paths } = await receiver(status(404));
  const { id } = await post(bin, '/forwards', { to: { url }, filter: '-path:/skip' });
  const page = watch(server().origin, { key: bin.key });
  await send(bin, '/1');
  await send(bin, '/skip');
  await untilHolds(async () => expect(await countsOf(bin, id)).toMatchObject({ dead: 1, skipped: 1 }));
  await untilHolds(() => expect(page.order).toContain('forwards'));
  const items = (query = '') => call<ForwardItemPage>(bin, `/forwards/${id}/items${query}`);
  expect((await items()).items).toMatchObject([
    { seq: 2, state: 'skipped', cause: { code: 'filtered' }, waitsFor: null, capture: { path: '/skip' } },
    {
      seq: 1,
      state: 'dead',
      cause: { code: 'status-404', title: 'The destination responded with 404.' },
      attempts: 1,
      capture: { path: '/1' },
    },
  ]);
  const first = await items('?limit=1');
  expect([first.items.length, first.next]).toEqual([1, '2']);
  expect((await items('?limit=1&before=2')).items).toMatchObject([{ seq: 1 }]);
  expect((await items('?state=dead')).items).toHaveLength(1);
  const dead = (query = '') => call<ForwardItemPage>(bin, `/dead-letters${query}`);
  expect(await dead()).toMatchObject({ items: [{ forward: id, seq: 1 }], next: null });
  expect((await dead('?filter=path:/2')).items).toEqual([]);
  expect((await dead(`?filter=path:/1&forward=${id}`)).items).toHaveLength(1);
  await expectProblem(await bin.api('/dead-letters?forward=fwd_none'), 404, 'forward-not-found');
  respondWith(ok);
  expect(await post(bin, '/dead-letters/send', { filter: 'path:/2' })).toEqual({ count: 0 });
  expect(await post(bin, '/dead-letters/send', { filter: 'path:/1' })).toEqual({ count: 1 });
  await untilHolds(async () => expect(await countsOf(bin, id)).toMatchObject({ done: 1, dead: 0 }));
  // One that was left out is forwarded if it is named.
  expect(await post(bin, '/dead-letters/send', { forward: id, seqs: [2] })).toEqual({ count: 1 });
  await untilHolds(async () => expect(await countsOf(bin, id)).toMatchObject({ done: 2, skipped: 0 }));
  expect(paths()).toEqual(['/1', '/1', '/skip']);
});

test('pages of what was given up have all of it, once', async () => {
  const bin = await newBin(server().origin);
  const { url } = await receiver(status(404));
  const rules = [
    await post(bin, '/forwards', { to: { url } }),
    await post(bin, '/forwards', { to: { url } }),
  ];
  for (let number = 1; number <= 7; number++) await send(bin, `/${number}`);
  await untilHolds(async () => {
    for (const { id } of rules) expect(await countsOf(bin, id)).toMatchObject({ dead: 7 });
  });
  const found: string[] = [];
  for (let before: string | null = null, pages = 0; pages === 0 || before !== null; pages++) {
    const query: string = before === null ? '' : `&before=${before}`;
    const page: ForwardItemPage = await call(bin, `/dead-letters?limit=4${query}`);
    found.push(...page.items.map(({ forward, seq }) => `${seq} ${forward}`));
    before = page.next;
  }
  expect(found).toHaveLength(14);
  expect(new Set(found).size).toBe(14);
  expect(found.map((one) => Number(one.split(' ')[0]))).toEqual([7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  expect(await post(bin, '/dead-letters/discard')).toEqual({ count: 14 });
  expect((await call<ForwardItemPage>(bin, '/dead-letters')).items).toEqual([]);
});

test('what a private destination answered is told to owners only', async () => {
  const bin = await newBin(server().origin);
  const { url } = await receiver(status(404));
  const { id } = await post(bin, '/forwards', { to: { url } });
  await send(bin);
  await untilHolds(async () => expect(await countsOf(bin, id)).toMatchObject({ dead: 1 }));
  const editor = await linkTo(bin, { role: 'editor' });
  const { items } = await call<ForwardItemPage>(bin, '/dead-letters', { key: editor });
  expect(items[0]!.cause).toEqual({ code: 'status', title: 'The destination rejected the request.' });
});

test('values of headers that a rule sets are shown in deliveries to those who may send', async () => {
  const bin = await newBin(server().origin);
  const { url, requests } = await receiver();
  const set = [['Authorization', 'Bearer secret']];
  await post(bin, '/forwards', { to: { url }, headers: { set } });
  await send(bin);
  const viewer = await linkTo(bin, { role: 'viewer' });
  const shown = async (key: string) => {
    const { deliveries } = await call<DeliveryPage>(bin, '/deliveries', { key });
    return call<DeliveryJson>(bin, `/deliveries/${deliveries[0]!.id}`, { key });
  };
  await untilHolds(async () => expect((await shown(bin.key)).state).toBe('answered'));
  expect(requests[0]!.headers.authorization).toBe('Bearer secret');
  const owners = JSON.stringify(await shown(bin.key));
  expect(owners.split('Bearer secret')).toHaveLength(3);
  const viewers = JSON.stringify(await shown(viewer));
  expect(viewers).not.toContain('Bearer secret');
  expect(viewers.split('["Authorization","(masked)"]')).toHaveLength(3);
});

test('a paused rule says what waits, and the response of a destination passes through', async () => {
  const bin = await newBin(server().origin);
  const { url } = await receiver((_, response) =>
    response.writeHead(201, { 'X-From': 'there' }).end('there'),
  );
  const { id } = await post(bin, '/forwards', { to: { url }, respondWithinMs: 20_000 });
  const passed = await send(bin);
  expect([passed.status, passed.headers.get('x-from'), await passed.text()]).toEqual([201, 'there', 'there']);
  await untilHolds(async () =>
    expect(await call(bin, '/captures/1')).toMatchObject({
      reply: { by: 'forward', forward: { id, name: new URL(url).host } },
    }),
  );
  expect(await post(bin, `/forwards/${id}/pause`)).toMatchObject({ paused: { why: 'person' } });
  expect((await send(bin)).status).toBe(200);
  await untilHolds(async () =>
    expect((await call<ForwardItemPage>(bin, `/forwards/${id}/items?state=waiting`)).items).toMatchObject([
      { seq: 2, waitsFor: 'paused' },
    ]),
  );
  expect(await post(bin, `/forwards/${id}/resume`, { skip: true })).toMatchObject({ paused: null });
  await untilHolds(async () => expect(await countsOf(bin, id)).toMatchObject({ done: 1, skipped: 1 }));
  expect((await call<ForwardItemPage>(bin, `/forwards/${id}/items?state=not-forwarded`)).items).toMatchObject(
    [{ seq: 2, cause: { code: 'paused' } }],
  );
});

test('a bin has up to twenty rules', async () => {
  const bin = await newBin(server().origin);
  const order = { to: { url: 'https://a.example' } };
  const add = () => bin.api('/forwards', { method: 'POST', body: JSON.stringify(order) });
  const statuses = (await Promise.all(Array.from({ length: 23 }, add))).map((response) => response.status);
  expect(statuses.toSorted()).toEqual([...Array(20).fill(201), 409, 409, 409]);
  await expectProblem(await add(), 409, 'forwards-full');
});
