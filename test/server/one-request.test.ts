import { beforeAll, describe, expect, test } from 'vitest';
import { clockedServer } from '../support/loop-clock.ts';
import { measuredAgain } from '../support/measured-again.ts';
import { newBin, type TestBin } from '../support/server.ts';
import { eventually, joined } from '../support/watcher.ts';
import { converse } from '../support/wire.ts';

/** What one request, rule, filter or template may hold of the event loop, milliseconds of its thread's processor time. */
const most = 50;

const server = clockedServer();
const mebi = 2 ** 20;
const filled = (text: string, size: number) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

const send = (bin: TestBin, body: string, { path = '', type = 'text/plain' } = {}) =>
  fetch(`${bin.captureUrl}${path}`, { method: 'POST', headers: { 'Content-Type': type }, body });

async function read(bin: TestBin, path: string, init: Parameters<TestBin['api']>[1] = {}): Promise<Response> {
  const response = await bin.api(path, init);
  await response.clone().arrayBuffer();
  return response;
}

const put = (bin: TestBin, settings: string) => read(bin, '/reply', { method: 'PUT', body: settings });
const answering = (bin: TestBin, settings: unknown) => put(bin, JSON.stringify(settings));

async function maskedLink(bin: TestBin, unreadable: 'withhold' | 'show'): Promise<string> {
  const link = { role: 'viewer', redaction: { unreadable } };
  const response = await bin.api('/links', { method: 'POST', body: JSON.stringify(link) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { key: string }).key;
}

/** What is loaded by the first request of its kind is no matter of what is asked. */
beforeAll(async () => {
  const bin = await newBin(server().origin);
  await answering(bin, {
    default: { template: true, body: '{{ body }}' },
    rules: [{ when: 'body:/a/', answer: {} }],
  });
  await send(bin, 'warm');
  for (const path of [
    '/captures/1/as/curl?redact=1',
    '/captures?filter=body:/a/',
    '/export?format=ndjson',
    '',
  ])
    await read(bin, path);
  await read(bin, '/captures', { key: await maskedLink(bin, 'show') });
  for (const path of ['/', '/', '/api/v1/nothing']) await (await fetch(`${server().origin}${path}`)).text();
});

describe('a copy of a long body holds up nobody', measuredAgain, () => {
  test.each([
    ['words, redacted', 'a a a ', 4, 'curl?redact=1'],
    ['what looks like tokens, redacted', 'Bearer aaaa ', 4, 'curl?redact=1'],
    ['25 MiB for cmd.exe', '"%', 25, 'curl-cmd'],
  ])('%s', async (_, text, size, target) => {
    const bin = await newBin(server().origin);
    await send(bin, filled(text, size * mebi));
    const turn = await server().longestTurn(async () => {
      expect((await read(bin, `/captures/1/as/${target}`)).status).toBe(200);
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('masking hostile bodies holds up nobody', measuredAgain, () => {
  const hostile = [
    JSON.stringify(times(12_000, (index) => ({ [`token${index}`]: 'Bearer aaaa' }))),
    filled('a=b&', 250_000),
    filled('eyJhbGciOiJIUzI1NiJ9.', 250_000),
    filled('"\\u0061', 250_000),
  ];

  test.each(['withhold', 'show'] as const)('in a list, unreadable ones: %s', async (unreadable) => {
    const bin = await newBin(server().origin);
    const key = await maskedLink(bin, unreadable);
    for (let count = 0; count < 12; count++) await send(bin, hostile[count % hostile.length]!);
    expect(await server().longestTurn(() => read(bin, '/captures?limit=50', { key }))).toBeLessThan(most);
  });

  test('that arrive while a masked page is open', async () => {
    const bin = await newBin(server().origin);
    const watcher = await joined(server().origin, { key: await maskedLink(bin, 'show') });
    const turn = await server().longestTurn(async () => {
      for (let count = 0; count < 12; count++) await send(bin, hostile[count % hostile.length]!);
      await eventually(() => watcher.captures.length >= 12, 'the captures');
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('rules hold up nobody', measuredAgain, () => {
  const path = `/${'a/'.repeat(29_000)}`;
  const body = 'a'.repeat(mebi);

  test.each([
    ['of wildcards', `path:${'*a'.repeat(400)}*b`],
    ['of many words', 'path:*a*ab* '.repeat(95)],
    ['of expressions for addresses', 'path:"/(a.*){40}b$/"'],
    ['of expressions for bodies', 'body:"/(a.*){40}b$/"'],
    ['of places in JSON', 'json:$[*][*].a=*a*b'],
  ])('%s', async (_, when) => {
    const bin = await newBin(server().origin);
    const rules = times(100, () => ({ when, answer: { status: 201 } }));
    const turn = await server().longestTurn(async () => {
      expect((await answering(bin, { rules })).status).toBe(200);
      for (let count = 0; count < 2; count++) expect((await send(bin, body, { path })).status).toBe(200);
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('templates hold up nobody', measuredAgain, () => {
  test.each([
    ['with 200,000 outputs', '{{a}}'.repeat(200_000), 400],
    ['with a loop without end', '{% for i in (1..100000000) %}x{% endfor %}', 200],
    ['that look at a body again and again', '{{ body | strip_html | upcase | size }}'.repeat(500), 200],
    ['that grow what they are given', '{{ body | replace: "a", "aaaaaaaaaa" | size }}'.repeat(500), 200],
  ])('%s', async (_, template, status) => {
    const bin = await newBin(server().origin);
    const turn = await server().longestTurn(async () => {
      const response = await answering(bin, { default: { template: true, body: template } });
      expect(response.status).toBe(status);
      for (const body of ['a'.repeat(mebi), '<script'.repeat(150_000)]) await send(bin, body);
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('what is long to read holds up nobody', measuredAgain, () => {
  test.each(['body:zzz', 'body:"/(a|aa)+b/"', 'json:$.a=b'])(
    'bodies a filter looks into: %s',
    async (filter) => {
      const bin = await newBin(server().origin);
      for (let count = 0; count < 2; count++) await send(bin, filled('z a', 20 * mebi));
      const turn = await server().longestTurn(async () => {
        const response = await read(bin, `/captures?filter=${encodeURIComponent(filter)}`);
        expect(await response.json()).toMatchObject({ captures: [], total: 2 });
      });
      expect(turn).toBeLessThan(most);
    },
  );

  test('a page of long addresses', async () => {
    const bin = await newBin(server().origin);
    for (let count = 0; count < 60; count++) await send(bin, '', { path: `/${'a/'.repeat(29_000)}` });
    for (const path of ['/captures?limit=500', '/report'])
      expect(await server().longestTurn(() => read(bin, path))).toBeLessThan(most);
  });

  test.each([
    ['brackets', '['.repeat(7 * mebi), 400],
    ['rules', JSON.stringify({ rules: times(300_000, () => ({})) }), 400],
    [
      'responses',
      JSON.stringify({
        default: {
          play: 'sequence',
          per: 'bin',
          end: 'loop',
          steps: times(4, () => ({ body: 'x'.repeat(mebi - 9) })),
        },
      }),
      200,
    ],
  ])('settings of many %s', async (_, settings, status) => {
    const bin = await newBin(server().origin);
    const turn = await server().longestTurn(async () => {
      expect((await put(bin, settings)).status).toBe(status);
      await send(bin, 'x');
    });
    expect(turn).toBeLessThan(most);
  });
});

describe('what pages and the API are sent holds up nobody', measuredAgain, () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server().origin}${path}`, { headers }).then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    });

  test.each([
    ['an address of 30,000 parameters', `/api/v1/bins/x/captures?${'a&'.repeat(30_000)}`, 414],
    ['a page of 10,000 parameters', `/?${'a[]=&'.repeat(10_000)}`, 414],
    ['a path of 60,000 characters', `/api/${'a/'.repeat(30_000)}`, 414],
  ])('%s', async (_, path, status) => {
    await get(path);
    const turn = await server().longestTurn(async () => expect(await get(path)).toBe(status));
    expect(turn).toBeLessThan(most);
  });

  test('4,000 cookies', async () => {
    const cookie = times(4000, (index) => `k${index}=`).join(';');
    expect(await server().longestTurn(() => get('/api/v1/bins/x/captures', { cookie }))).toBeLessThan(most);
  });

  test('hundreds of requests in one write', async () => {
    const bin = await newBin(server().origin);
    for (const [path, count] of [
      ['/', 200],
      [`/b/${bin.slug}`, 1000],
    ] as const) {
      const turn = await server().longestTurn(async () => {
        await converse(server().port, `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(count), { count });
      });
      expect(turn).toBeLessThan(most);
    }
    expect(await (await bin.api('/captures?limit=1')).json()).toMatchObject({ total: 1000 });
  });
});

test(
  'addresses of one length do not make a report take the square of their number',
  measuredAgain,
  async () => {
    const bin = await newBin(server().origin);
    const long = 'a'.repeat(20_000);
    for (let count = 0; count < 300; count += 30)
      await Promise.all(times(30, (index) => send(bin, 'x', { path: `/${long}${100 + count + index}` })));
    expect(await server().longestTurn(() => read(bin, '/report'))).toBeLessThan(most);
  },
);

test('an import of what no request has is refused, and holds up nobody', measuredAgain, async () => {
  const bin = await newBin(server().origin);
  await send(bin, 'x');
  const [line = ''] = (await (await bin.api('/export?format=ndjson')).text()).split('\n');
  const record = JSON.parse(line) as Record<string, unknown>;
  for (const odd of [{ headers: times(300_000, () => ['a', '']) }, { method: 'A'.repeat(10 * mebi) }]) {
    const body = JSON.stringify({ ...record, ...odd });
    const turn = await server().longestTurn(async () => {
      const response = await read(bin, '/import?format=ndjson', { method: 'POST', body });
      expect(response.status).toBe(400);
    });
    expect(turn).toBeLessThan(most);
  }
});
