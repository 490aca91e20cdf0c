import { describe, expect, test } from 'vitest';
import { type FailureCode, failureCodes } from '#lib/model/errors.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';

const adminToken = 'admin-token-0123456789';
const server = sharedServer({ environment: { LOG_LEVEL: 'trace', ADMIN_TOKEN: adminToken } });
const get = (path: string, init?: RequestInit) => fetch(`${server().origin}${path}`, init);

const admin = (path: string, method: string, input?: unknown) =>
  get(`/api/v1/admin${path}`, {
    method,
    headers: { Authorization: `Bearer ${adminToken}` },
    body: input === undefined ? null : JSON.stringify(input),
  });

const send = (bin: TestBin, order: unknown, query = '') =>
  bin.api(`/deliveries${query}`, { method: 'POST', body: JSON.stringify(order) });

/** A request that gets each code. */
const provoke: Partial<Record<FailureCode, (bin: TestBin) => Promise<Response>>> = {
  'bin-not-found': () => get('/b/nosuchbin'),
  'bin-deleted': async (bin) => {
    await bin.api('', { method: 'DELETE' });
    return bin.api();
  },
  'bin-not-deleted': (bin) => bin.api('/restore', { method: 'POST' }),
  'capture-not-found': (bin) => bin.api('/captures/9'),
  'copy-target-unknown': (bin) => bin.api('/captures/1/as/telex'),
  'export-format-unknown': (bin) => bin.api('/export?format=papyrus'),
  'sample-not-found': () => get('/api/v1/samples/github/nothing'),
  'secrets-off': (bin) => bin.api('/secrets/github', { method: 'PUT', body: '{"secrets":[{"secret":"x"}]}' }),
  'secret-not-found': (bin) => bin.api('/secrets/github'),
  'listener-not-found': (bin) => bin.api('/listeners/nobody'),
  'listener-taken': async (bin) => {
    const listen = (instance: string) =>
      bin.api('/listeners/laptop', { method: 'PUT', body: JSON.stringify({ instance }) });
    expect((await listen('instance-1')).status).toBe(200);
    return listen('instance-2');
  },
  'schema-not-found': (bin) => bin.api('/schemas/sch_none'),
  'content-undecodable': async (bin) => {
    await fetch(bin.captureUrl, { method: 'POST', headers: { 'Content-Encoding': 'gzip' }, body: 'no' });
    return bin.api('/captures/latest/body?decoded=1');
  },
  'method-not-allowed': (bin) => bin.api('', { method: 'PUT' }),
  'link-not-found': (bin) => bin.api('/links/99999', { method: 'DELETE' }),
  'not-found': () => get('/api/v2'),
  'inspector-url': (bin) => fetch(bin.inspectUrl, { method: 'POST' }),
  'wait-timed-out': (bin) => bin.api('/wait?timeout=0&count=9'),
  'key-missing': (bin) => bin.api('', { key: null }),
  'key-unknown': (bin) => bin.api('', { key: 'x' }),
  'key-of-another-bin': async (bin) => bin.api('', { key: (await newBin(server().origin)).key }),
  'not-allowed': async (bin) => {
    const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
    return bin.api('', { method: 'DELETE', key: ((await link.json()) as { key: string }).key });
  },
  'invalid-input': (bin) => bin.api('/captures?limit=x'),
  'invalid-filter': (bin) => bin.api('/captures?filter=colour:red'),
  'address-too-long': (bin) => bin.api(`/captures?${'a&'.repeat(101)}`),
  'invalid-json': (bin) => bin.api('', { method: 'PATCH', body: '{' }),
  'input-too-large': (bin) => bin.api('/links', { method: 'POST', body: ' '.repeat(70_000) }),
  'not-waiting': (bin) => bin.api('/captures/1/reply', { method: 'POST', body: '{"status":200}' }),
  'last-owner-link': async (bin) => {
    const { links } = (await (await bin.api('/links')).json()) as { links: { id: number }[] };
    return bin.api(`/links/${links[0]!.id}`, { method: 'DELETE' });
  },
  'links-full': async (bin) => {
    const add = () => bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
    for (let count = 1; count < 100; count += 1) expect((await add()).status).toBe(201);
    return add();
  },
  'slug-taken': (bin) => get('/api/v1/bins', { method: 'POST', body: JSON.stringify({ slug: bin.slug }) }),
  'pins-full': async (bin) => {
    await bin.api('', { method: 'PATCH', body: '{"capacity":1}' });
    const pin = (seq: number) => bin.api(`/captures/${seq}`, { method: 'PATCH', body: '{"pinned":true}' });
    await pin(1);
    await fetch(bin.captureUrl);
    return pin(2);
  },
  'admin-only': () => get('/api/v1/admin'),
  'block-not-found': () => admin('/blocks/0', 'DELETE'),
  'bin-blocked': async (bin) => {
    await admin('/blocks', 'POST', { slug: bin.slug });
    return fetch(bin.captureUrl);
  },
  'forward-not-found': (bin) => bin.api('/forwards/fwd_none'),
  'forward-to-itself': (bin) => bin.api('/forwards', { method: 'POST', body: '{"to":"self"}' }),
  'delivery-not-found': (bin) => bin.api('/deliveries/dlv_none'),
  'replay-not-found': (bin) => bin.api('/replays/rpl_none'),
  'body-not-kept': async (bin) => {
    const sent = await send(bin, { capture: 1, to: 'self' }, '?wait=1');
    await bin.api('/captures/1', { method: 'DELETE' });
    return bin.api(`/deliveries/${((await sent.json()) as { id: string }).id}/body`);
  },
  'destination-invalid': (bin) => send(bin, { to: { url: 'ftp://a.example' } }),
  'request-unsendable': (bin) => send(bin, { to: 'self', request: { method: 'A B' } }),
  'egress-refused': (bin) => send(bin, { to: { url: 'http://169.254.169.254/' } }),
  'precondition-failed': (bin) =>
    bin.api('/reply', { method: 'PUT', body: '{}', headers: { 'If-Match': '"x"' } }),
  'idempotency-key-reused': async (bin) => {
    const headers = { 'Idempotency-Key': `${bin.slug}-reused-1234` };
    await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}', headers });
    return bin.api('/links', { method: 'POST', body: '{"role":"editor"}', headers });
  },
  'origin-not-allowed': () => get('/mcp', { method: 'POST', headers: { Origin: 'https://other.example' } }),
  'range-not-satisfiable': (bin) => bin.api('/captures/1/body', { headers: { Range: 'bytes=99-' } }),
};

/**
 * Those no request alone can bring about: `test/store/durability.test.ts` has the first, `test/api/held.test.ts` the second,
 * `test/api/idempotency.test.ts` those of calls with an idempotency key, `test/api/signing-secrets.test.ts` that of secrets, `test/api/schemas.test.ts` that of schemas, `test/api/listeners.test.ts` that of listeners, `test/workers` the next two, `test/wire/rate-limits.test.ts`, `test/api/admin.test.ts`, `test/api/create.test.ts` and
 * `test/server/upkeep/store-limit.test.ts` those of servers that are set otherwise, `test/server/connections/flood.test.ts` those of
 * connections, `test/egress` and `test/deliveries` those of requests that are sent.
 */
const circumstances: FailureCode[] = [
  'store-unavailable',
  'not-held-here',
  'too-much-work',
  'busy',
  'rate-limited',
  'store-full',
  'sender-blocked',
  'draining',
  'too-many-connections',
  'connections-full',
  'creation-needs-token',
  'creation-closed',
  'internal',
  'forwards-full',
  'secrets-full',
  'schemas-full',
  'listeners-full',
  'draft-unreadable',
  'draft-too-long',
  'capture-truncated',
  'idempotency-key-in-use',
  'idempotent-response-too-long',
  'signing-failed',
  'delivery-under-way',
  'attempts-full',
  'not-sent-here',
  'send-interrupted',
  'request-too-long',
  'send-rate-limited',
  'send-busy',
  'send-cancelled',
  'dns-failed',
  'connection-refused',
  'destination-unreachable',
  'connection-reset',
  'connection-closed',
  'tls-invalid',
  'timed-out',
  'response-malformed',
  'response-too-long',
  'proxy-failed',
];

test('every code has a request that gets it, or a circumstance', () => {
  expect([...Object.keys(provoke), ...circumstances].sort()).toEqual([...failureCodes].sort());
});

test.for(Object.keys(provoke) as FailureCode[])('%s comes as problem details', async (code) => {
  const bin = await newBin(server().origin);
  await fetch(bin.captureUrl, { method: 'POST', body: 'x' });
  const response = await provoke[code]!(bin);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as { status: number; code: string; type: string; hint: string };
  expect(problem).toMatchObject({ code, status: response.status });
  expect(problem.hint).not.toContain('{origin}');
  // The address in `type` leads to words about it.
  const page = await fetch(problem.type);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(code);
});

describe('whatever is asked', () => {
  test.for([
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v1/bins/abc/nothing',
    '/api/v1/bins/abc/captures/1/nothing',
  ])('%s, which is not part of the API, is a problem too', async (path) => {
    const response = await get(path);
    expect([401, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('a method the address does not take is answered 405, with Allow and as a problem', async () => {
    const bin = await newBin(server().origin);
    const answers = await Promise.all([
      get('/api/v1/bins'),
      get('/api/v1/bins', { method: 'PUT' }),
      bin.api('', { method: 'PUT' }),
      bin.api('/captures', { method: 'POST' }),
      bin.api('/captures/1', { method: 'PUT' }),
      bin.api('/captures/1/body', { method: 'POST' }),
      bin.api('/links', { method: 'PATCH' }),
      bin.api('/links/1'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(new Array(8).fill(405));
    for (const { headers } of answers) {
      expect(headers.get('allow')).toMatch(/^[A-Z, ]+$/);
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test.for(['%00', '..%2f..', 'a'.repeat(300), '%F0%9F%98%80', '%', '%ff'])(
    'a slug of %j in the path is answered, not stumbled over',
    async (slug) => {
      const bin = await newBin(server().origin);
      const headers = { Authorization: `Bearer ${bin.key}` };
      const response = await get(`/api/v1/bins/${slug}/captures`, { headers });
      expect([400, 403, 404]).toContain(response.status);
    },
  );

  test('HEAD answers as GET does, without the body', async () => {
    const bin = await newBin(server().origin);
    const response = await bin.api('', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await bin.api('', { method: 'HEAD', key: null })).status).toBe(401);
  });
});

test('healthz and readyz answer without a key', async () => {
  expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
});

test('no key is ever written to the log, whatever is done with it', async () => {
  const bin = await newBin(server().origin);
  const made = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const { key } = (await made.json()) as { key: string };
  for (const one of [bin.key, key]) {
    for (const path of ['', '/captures', '/captures/1', '/links', '/nothing'])
      await bin.api(path, { key: one });
    await bin.api('', { key: one, method: 'PATCH', body: '{' });
    await fetch(`${server().origin}/i/${one}`);
    await fetch(`${server().origin}/i/${one}/1`, { method: 'POST', body: one });
    await fetch(`${server().origin}/i/${one}?x=${one}`, { headers: { Cookie: one } });
    await fetch(`${server().origin}/nothing/${one}`);
    await fetch(`${bin.captureUrl}/${one}`, { method: 'POST', body: one });
    await fetch(`${server().origin}/b/nosuchbin/${one}`, { method: 'POST', body: one });
  }
  const written = server().log() + server().output();
  expect(written).not.toContain(bin.key);
  expect(written).not.toContain(key);
});
