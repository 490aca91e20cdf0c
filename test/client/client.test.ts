import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { type Bin, createClient, type WirebinError } from '#lib/client/index.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { openApiDocument } from '#lib/openapi/document.ts';
import { freePort, sharedServer } from '../support/server.ts';
import { describedFetch } from './described-fetch.ts';

const server = sharedServer({ environment: { SECRET_KEY: 'b'.repeat(64) } });
const client = () => createClient({ url: server().origin, fetch: describedFetch });
const post = (bin: { captureUrl: string }, path: string, body: BodyInit = 'x') =>
  fetch(`${bin.captureUrl}${path}`, { method: 'POST', body });
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('The call succeeded.'),
    (error: WirebinError) => error,
  );

test('creates a bin, lists and reads what it received, and deletes it', async () => {
  const bin = await client().createBin({ name: 'Orders', reply: { default: { status: 201, body: 'made' } } });
  expect(bin.created).toMatchObject({ name: 'Orders', slug: bin.slug, key: bin.key });
  expect(bin.inspectUrl).toContain(bin.key);
  const sent = await post(bin, '/a?b=1', new Uint8Array([0xff, 0, 0x0d, 0x0a]));
  expect([sent.status, await sent.text()]).toEqual([201, 'made']);
  for (const path of ['/two', '/three', '/four']) await post(bin, path);

  const page = await bin.captures.list({ filter: 'path:/two', limit: 5 });
  expect(page).toMatchObject({ head: 4, total: 4, captures: [{ seq: 2, path: '/two' }] });
  const seqs: number[] = [];
  for await (const { seq } of bin.captures.all({ limit: 2, after: 1 })) seqs.push(seq);
  expect(seqs).toEqual([2, 3, 4]);
  expect((await bin.captures.get('latest')).path).toBe('/four');
  expect([...(await bin.captures.body(1))]).toEqual([0xff, 0, 0x0d, 0x0a]);
  const streamed = await new Response(await bin.captures.bodyStream(1)).arrayBuffer();
  expect(streamed.byteLength).toBe(4);
  expect(await bin.captures.copyAs(2, 'curl', { to: 'https://api.example' })).toContain('api.example');
  expect(await bin.captures.attempts(3)).toMatchObject({ by: 'body' });
  expect(await bin.captures.change(3, { pinned: true, note: 'keep' })).toMatchObject({ pinned: true });
  await bin.captures.delete(2);
  expect((await bin.captures.values('method')).values).toEqual([{ value: 'POST', count: 3 }]);
  expect(await bin.captures.deleteAll({ filter: 'path:/four' })).toBe(1);

  expect(
    await bin.change({ name: null, reply: { rules: [{ when: 'method:PUT', answer: {} }] } }),
  ).toMatchObject({
    name: null,
    role: 'owner',
  });
  const copy = await bin.clone({ name: 'Copy' });
  expect(
    (
      await createClient({ url: `${server().origin}/` })
        .bin(copy)
        .get()
    ).name,
  ).toBe('Copy');
  await bin.delete();
  expect(await errorOf(bin.get())).toMatchObject({ code: 'bin-deleted', status: 410 });
  expect((await bin.restore()).slug).toBe(bin.slug);
  await bin.delete({ permanent: true });
});

test('has a function for every operation of the API, except those of the operator', async () => {
  const called = new Set<string>();
  const document = openApiDocument('http://localhost', '0') as {
    paths: Record<string, Record<string, { operationId: string; tags: string[] }>>;
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, tags }]) => ({
      operationId,
      isOperator: tags.includes('Operator') || path.includes('/admin'),
      call: `${method.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{\w+\}/g, '~')}`,
    })),
  );
  const recorder = createClient({
    url: 'http://wirebin.test',
    fetch: async (input, init) => {
      called.add(`${init?.method} ${new URL(String(input)).pathname.replace('/api/v1', '')}`);
      return Response.json({ key: '~', slug: '~' });
    },
  });
  const bin = recorder.bin({ slug: '~', key: '~' });
  const call = async (value: unknown): Promise<void> => {
    if (typeof value === 'function') {
      const result = await Promise.resolve(value('~', '~', {})).catch(() => null);
      if (typeof result?.[Symbol.asyncIterator] === 'function')
        await result[Symbol.asyncIterator]()
          .next()
          .catch(() => null);
    } else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) await call(inner);
  };
  const { call: _, bin: __, ...ofServer } = recorder;
  await call(ofServer);
  await call(bin);
  const missing = operations.filter(({ isOperator, call }) => !isOperator && !called.has(call));
  expect(missing.map(({ operationId }) => operationId)).toEqual([]);
});

test('waits for requests, and says what was received when the time is up', async () => {
  const bin = await client().createBin();
  await post(bin, '/hook', 'first');
  const both = bin.wait({ filter: 'path:/hook', count: 2, within: 60_000 });
  await post(bin, '/other');
  await post(bin, '/hook', 'second');
  expect((await both).captures.map(({ seq }) => seq)).toEqual([1, 3]);
  const error = await errorOf(bin.wait({ filter: 'path:/hook body:third', within: 50, after: 1 }));
  expect(error).toMatchObject({
    name: 'WirebinError',
    code: 'wait-timed-out',
    status: 409,
    detail: 'Received 0 of 1 expected request within 0.05 s.',
    captures: [],
    next: 1,
    nearMisses: [{ seq: 3, failed: ['body:third'] }, { seq: 2 }],
  });
  expect(error.message).toBe(`${error.title} ${error.detail}`);
  expect(error.hint).not.toBe('');
  const stopped = bin.wait({ filter: 'path:/never', signal: AbortSignal.timeout(50) });
  expect(await errorOf(stopped)).toMatchObject({ name: 'TimeoutError' });
});

test('streams requests, and continues where a connection was lost', async () => {
  const open = client();
  const bin = await open.createBin();
  await post(bin, '/1');
  const left = new AbortController();
  onTestFinished(() => left.abort());
  let connections = 0;
  /** The connection is lost after each event. */
  const cutting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (!String(input).includes('/events')) return response;
    connections += 1;
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        if (new TextDecoder().decode(chunk).includes('event: capture')) controller.terminate();
      },
    });
    response.body!.pipeTo(writable).catch(() => {});
    return new Response(readable, response);
  };
  const states: string[] = [];
  const events = createClient({ url: server().origin, fetch: cutting })
    .bin(bin)
    .events({ onConnection: ({ state }) => states.push(state), signal: left.signal });
  const seen: string[] = [];
  for await (const { seq, path } of events) {
    seen.push(`${seq} ${path}`);
    expect(events.resumeAfter).toBe(seq);
    if (seq === 3) break;
    await post(bin, `/${seq + 1}`);
  }
  expect(seen).toEqual(['1 /1', '2 /2', '3 /3']);
  expect(connections).toBe(3);
  expect(states).toEqual(['open', 'lost', 'open', 'lost', 'open']);

  const counted: number[] = [];
  for await (const { seq } of bin.events({ filter: '-path:/1', count: 2 })) counted.push(seq);
  expect(counted).toEqual([2, 3]);
  const deleted = bin.events({ after: 'latest' })[Symbol.asyncIterator]();
  const end = errorOf(deleted.next());
  await bin.delete();
  expect(await end).toMatchObject({ code: 'bin-deleted' });
});

test('sets replies, answers held requests, and sends what was received', async () => {
  const bin = await client().createBin();
  await bin.replies.set({
    default: { status: 202 },
    rules: [{ when: 'path:/held', answer: { hold: { deadlineMs: 600_000 } } }],
  });
  const held = post(bin, '/held');
  const { captures } = await bin.wait({ filter: 'path:/held' });
  const { seq } = captures[0]!;
  expect(await bin.held.list()).toMatchObject([{ seq }]);
  expect(await bin.held.pending(seq)).toMatchObject({ status: 200 });
  await bin.held.extend(seq, 500_000);
  await bin.held.respond(seq, { status: 418, body: 'short and stout' });
  expect([(await held).status, await (await held).text()]).toEqual([418, 'short and stout']);
  expect(await errorOf(bin.held.respond(seq))).toMatchObject({ code: 'not-waiting', status: 409 });
  expect(await bin.replies.test({ capture: seq, settings: { default: { status: 500 } } })).toMatchObject({
    reply: { status: 500 },
  });
  const settings = await bin.replies.get();
  expect(await bin.replies.set(settings)).toEqual(settings);
  await bin.replies.restartSequences();
  await bin.replies.reset();

  const other = await client().createBin();
  const delivery = await bin.deliveries.send({ capture: seq, to: { bin: other.slug } }, { wait: true });
  expect(delivery).toMatchObject({ state: 'answered', attempts: [{ status: 200 }] });
  expect((await other.captures.get(1)).path).toBe('/held');
  expect((await bin.deliveries.get(delivery.id)).id).toBe(delivery.id);
  expect((await bin.deliveries.list({ capture: seq })).deliveries).toHaveLength(1);
  expect(new TextDecoder().decode(await bin.deliveries.responseBody(delivery.id, 1))).toBe('ok\n');
  expect(await bin.replays.plan({ to: { bin: other.slug } })).toMatchObject({ count: 1 });
});

test('makes links, exports and imports, and keeps secrets, schemas and forward rules', async () => {
  const bin = await client().createBin();
  await post(bin, '/one', '{"id":1}');
  const link = await bin.links.create({ role: 'viewer', label: 'Support' });
  const viewer = client().bin({ slug: bin.slug, key: link.key });
  expect(await errorOf(viewer.links.list())).toMatchObject({ code: 'not-allowed', status: 403 });
  expect((await bin.links.list()).map(({ role }) => role)).toEqual(['owner', 'viewer']);
  await bin.links.revoke(link.id);
  expect(await errorOf(viewer.get())).toMatchObject({ code: 'key-unknown', status: 401 });

  const file = await new Response(await bin.export({ format: 'ndjson' })).text();
  const other = await client().createBin();
  expect(await other.import(file)).toBe(1);
  expect((await other.captures.get(1)).body.text).toBe('{"id":1}');
  const again = await client().createBin();
  expect(await again.import(await bin.export())).toBe(1);

  expect(await bin.secrets.set('github', { secrets: [{ secret: 'secret' }] })).toMatchObject({
    provider: 'github',
  });
  await bin.secrets.delete('github');
  const schema = await bin.schemas.create({ name: 'Order', filter: '', schema: { type: 'object' } });
  expect(await bin.schemas.change(schema.id, { enabled: false })).toMatchObject({ enabled: false });
  const rule = await bin.forwards.create({ to: { bin: other.slug } });
  expect(await bin.forwards.pause(rule.id)).toMatchObject({ id: rule.id });
  expect(await bin.deadLetters.list()).toMatchObject({ items: [] });
  expect((await client().samples()).length).toBeGreaterThan(5);
  expect((await client().sample('github', 'push')).provider).toMatchObject({ id: 'github', event: 'push' });
});

test('throws one kind of error, also without a server and with another one', async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  expect(await errorOf(createClient({ url: origin }).createBin())).toMatchObject({
    name: 'WirebinError',
    code: 'unreachable',
    status: 0,
    message: `The server at ${origin} could not be reached.`,
  });
  const other: typeof fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  expect(await errorOf(createClient({ url: origin, fetch: other }).createBin())).toMatchObject({
    code: 'unexpected',
    status: 502,
  });
  const page: typeof fetch = async () => new Response('<h1>Welcome</h1>');
  expect(await errorOf(createClient({ url: origin, fetch: page }).createBin())).toMatchObject({
    code: 'unexpected',
    status: 200,
  });
  const bin = client().bin({ slug: 'none', key: 'none' });
  expect(await errorOf(bin.get())).toMatchObject({ status: 401, code: 'key-unknown' });
  expect(await errorOf(bin.wait({ within: 0 }))).toMatchObject({ status: 401 });
  const aborted = AbortSignal.abort(new Error('left'));
  expect((await errorOf(bin.get({ signal: aborted }))).message).toBe('left');
});

test('has the types of the API', () => {
  expectTypeOf<Bin['captures']['get']>().returns.resolves.toEqualTypeOf<CaptureJson>();
  expectTypeOf<ReturnType<Bin['events']>>().toExtend<AsyncIterable<CaptureSummary>>();
  expectTypeOf<Bin['wait']>().parameter(0).toExtend<{ count?: number; signal?: AbortSignal } | undefined>();
  expectTypeOf<Parameters<Bin['links']['create']>[0]['role']>().toEqualTypeOf<
    'owner' | 'editor' | 'viewer'
  >();
  expectTypeOf<WirebinError['code']>().toExtend<string>();
  // @ts-expect-error A misspelt option.
  void ((bin: Bin) => bin.wait({ timeout: 3 }));
});
