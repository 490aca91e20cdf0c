import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { CaptureJson, CapturePage, CaptureSummary } from '#lib/model/capture-json.ts';
import { newBin, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { ask } from '../support/wire.ts';

// What bins really answer, set through the API and asked at the wire door.
const server = sharedServer();

async function answering(settings: unknown, origin = server().origin): Promise<TestBin> {
  const bin = await newBin(origin);
  await change(bin, settings);
  return bin;
}

async function change(bin: TestBin, settings: unknown): Promise<void> {
  const written = await bin.api('/reply', { method: 'PUT', body: JSON.stringify(settings) });
  if (written.status !== 200) throw new Error(await written.text());
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const post = async (url: string, body = '') => (await fetch(url, { method: 'POST', body })).status;
const postMany = (url: string, count: number) => Promise.all(upTo(count).map(() => post(url)));

/** How often each status came. */
function tally(statuses: readonly number[]): Record<number, number> {
  const found: Record<number, number> = {};
  for (const status of statuses) found[status] = (found[status] ?? 0) + 1;
  return found;
}

/** What is recorded of all answers of a bin, oldest first, once all of them are. */
async function recorded(bin: TestBin, count: number): Promise<CaptureSummary[]> {
  return await vi.waitFor(
    async () => {
      const { captures } = (await (await bin.api('/captures?limit=500')).json()) as CapturePage;
      expect(captures.filter(({ reply }) => reply)).toHaveLength(count);
      return captures.reverse();
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function recordedReply(bin: TestBin, seq = 1): Promise<CaptureJson['reply']> {
  await recorded(bin, seq);
  return ((await (await bin.api(`/captures/${seq}`)).json()) as CaptureJson).reply;
}

const failing = [{ status: 503 }, { status: 503, headers: [['Retry-After', '5']] }, { status: 200 }];
const sequence = { play: 'sequence', steps: failing };

describe('a sequence', () => {
  test('of fifty requests at once fails exactly two, and each is recorded with its step', async () => {
    const bin = await answering({ default: sequence });
    expect(tally(await postMany(bin.captureUrl, 50))).toEqual({ 200: 48, 503: 2 });
    const captures = await recorded(bin, 50);
    const steps = captures.map(({ reply }) => reply?.step);
    expect(steps.filter((step) => step === 'step 1 of 3')).toHaveLength(1);
    expect(steps.filter((step) => step === 'step 2 of 3')).toHaveLength(1);
  });

  test('for each delivery fails each of them twice, sent together or not', async () => {
    const bin = await answering({ default: { ...sequence, per: 'delivery' } });
    const deliveries = upTo(8).map((number) => `{"id":${number}}`);
    const all = await Promise.all(
      deliveries.map((body) => Promise.all(upTo(4).map(() => post(bin.captureUrl, body)))),
    );
    for (const statuses of all) expect(tally(statuses)).toEqual({ 200: 2, 503: 2 });
  });

  test('goes on where it was after the server was killed, and after it was stopped in order', async () => {
    const first = await startServer();
    const { folder } = first;
    const bin = await answering({ default: sequence }, first.origin);
    const path = new URL(bin.captureUrl).pathname;
    expect(await post(bin.captureUrl)).toBe(503);
    await first.stop('SIGKILL');
    const second = await startServer({ folder });
    const retried = await fetch(second.origin + path, { method: 'POST' });
    expect([retried.status, retried.headers.get('retry-after')]).toEqual([503, '5']);
    await second.stop();
    const third = await startServer({ folder });
    expect([await post(third.origin + path), await post(third.origin + path)]).toEqual([200, 200]);
  });

  test('counts once on two instances that share a database', async () => {
    const other = await startServer({ folder: server().folder });
    const bin = await answering({ default: { ...sequence, end: 'loop' } });
    const there = other.origin + new URL(bin.captureUrl).pathname;
    const both = await Promise.all([postMany(bin.captureUrl, 15), postMany(there, 15)]);
    expect(tally(both.flat())).toEqual({ 200: 10, 503: 20 });
  });

  test('begins anew when somebody says so, and when it is changed', async () => {
    const bin = await answering({ default: { ...sequence, steps: failing.slice(1) } });
    const next = () => post(bin.captureUrl);
    expect([await next(), await next()]).toEqual([503, 200]);
    expect((await bin.api('/reply/state', { method: 'DELETE' })).status).toBe(204);
    expect([await next(), await next()]).toEqual([503, 200]);
    await change(bin, { default: { ...sequence, steps: [{ status: 500 }, { status: 201 }] } });
    expect([await next(), await next(), await next()]).toEqual([500, 201, 201]);
  });
});

test('chances come about as often as they weigh, and one that weighs nothing never', async () => {
  const chances = [
    { weight: 0, answer: { status: 404 } },
    { weight: 3, answer: { status: 200 } },
    { weight: 1, answer: { status: 503 } },
  ];
  const bin = await answering({ default: { play: 'chances', chances } });
  const { 200: right = 0, 503: wrong = 0, ...others } = tally(await postMany(bin.captureUrl, 200));
  expect(others).toEqual({});
  expect(right + wrong).toBe(200);
  // A quarter of two hundred is 50, its deviation 6: outside of six of those once in 500 million runs.
  expect(wrong).toBeGreaterThan(13);
  expect(wrong).toBeLessThan(87);
});

test('beyond so many a second senders get 429 with Retry-After, and in the next second they do not', async () => {
  const bin = await answering({ default: { play: 'limit', perSecond: 5, under: { status: 202 } } });
  const answers = await Promise.all(upTo(30).map(() => fetch(bin.captureUrl, { method: 'POST' })));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThan(0);
  for (const { headers } of limited) expect(headers.get('retry-after')).toBe('1');
  for (const { reply } of await recorded(bin, 30)) {
    const [, place] = /^request (\d+) in this second, limit 5$/.exec(reply?.step ?? '') ?? [];
    expect(reply?.status).toBe(Number(place) > 5 ? 429 : 202);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await post(bin.captureUrl)).toBe(202);
});

describe('what the sender asks for in the address', () => {
  test('counts only where the bin allows it; digits in the path never do', async () => {
    const bin = await answering({});
    expect(await post(`${bin.captureUrl}/503?__status=503&__delay=9s`)).toBe(200);
    await change(bin, { override: true });
    expect(await post(`${bin.captureUrl}/503/404`)).toBe(200);
    expect(await post(`${bin.captureUrl}?status=503`)).toBe(200);
    const began = performance.now();
    expect(await post(`${bin.captureUrl}?__status=503&__delay=300ms`)).toBe(503);
    expect(performance.now() - began).toBeGreaterThan(295);
    expect(await recordedReply(bin, 4)).toMatchObject({ status: 503, by: 'override' });
    const wrong = await fetch(`${bin.captureUrl}?__status=99`);
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      '__status must be a status code from 200 to 599, such as __status=503.\n',
    ]);
  });
});

test('a template that cannot be filled answers 500 with the reason, which the capture shows too', async () => {
  const body = '{% for one in (1..json.count) %}x{% endfor %}';
  const bin = await answering({ default: { template: true, body } });
  const sent = async (count: number) => {
    const response = await fetch(bin.captureUrl, { method: 'POST', body: `{"count":${count}}` });
    return [response.status, await response.text()];
  };
  expect(await sent(3)).toEqual([200, 'xxx']);
  const [status, words] = await sent(100_000_000);
  expect(status).toBe(500);
  expect(words).toMatch(
    /^The template of this response could not be rendered: rendering takes more than 8,000,000 steps/,
  );
  expect(await recordedReply(bin, 2)).toMatchObject({
    status: 500,
    error: expect.stringContaining('8,000,000 steps'),
  });
  // What no request could fill is refused as it is written.
  const written = { default: { template: true, body: '{{ json | nonsense }}' } };
  await expect(change(bin, written)).rejects.toThrow('undefined filter: nonsense');
});

test('an answer is filled from the request that it answers', async () => {
  const bin = await answering({
    rules: [
      {
        name: 'Orders',
        when: 'method:POST path:/orders/* json:$.id',
        answer: {
          status: 201,
          headers: [['Location', '{{ path }}/{{ json.id }}']],
          body: '{{ query.q }} {{ headers.x-a }} {{ seq }}',
          template: true,
        },
      },
    ],
  });
  const response = await fetch(`${bin.captureUrl}/orders/7?q=a%20b`, {
    method: 'POST',
    headers: { 'X-A': 'two' },
    body: '{"id":12345678901234567890}',
  });
  expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
    201,
    '/orders/7/12345678901234567890',
    'a b two 1',
  ]);
  expect(await recordedReply(bin)).toMatchObject({
    by: 'rule',
    rule: { id: 'rule-1', name: 'Orders' },
    headers: expect.arrayContaining([['Location', '/orders/7/12345678901234567890']]),
    body: { text: 'a b two 1' },
  });
});

test('headers come in the order and case set, twice if set twice; a body of a megabyte comes byte for byte', async () => {
  const body = Buffer.from(Uint8Array.from({ length: 2 ** 20 }, (_, index) => (index * 7) & 255));
  const headers = [
    ['x-b', '1'],
    ['Content-Type', 'application/x-own'],
    ['X-A', 'é'],
    ['X-B', '2'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ];
  const bin = await answering({ default: { headers, body: { base64: body.toString('base64') } } });
  const response = await ask(server().port, `GET /b/${bin.slug} HTTP/1.1\r\nHost: a\r\n\r\n`);
  const own = /^(access-control-allow-origin|date|content-length|connection|keep-alive)$/i;
  expect(response.headers.filter(([name]) => !own.test(name))).toEqual(
    headers.map(([name, value]) => [name, Buffer.from(value!).toString('latin1')]),
  );
  expect(Buffer.from(response.body, 'latin1').equals(body)).toBe(true);
});

test('a browser’s preflight is granted and kept, until CORS is turned off', async () => {
  const bin = await answering({ default: { status: 418 } });
  const preflight = async () => {
    const { stdout } = await promisify(execFile)('curl', [
      ...['-sS', '-i', '-X', 'OPTIONS', '-H', 'Origin: https://a.example'],
      ...['-H', 'Access-Control-Request-Method: PUT', '-H', 'Access-Control-Request-Headers: x-a, x-b'],
      bin.captureUrl,
    ]);
    return stdout;
  };
  const granted = await preflight();
  expect(granted).toMatch(/^HTTP\/1\.1 204 /);
  expect(granted).toContain('\r\nAccess-Control-Allow-Origin: *\r\n');
  expect(granted).toContain('\r\nAccess-Control-Allow-Methods: PUT\r\n');
  expect(granted).toContain('\r\nAccess-Control-Allow-Headers: x-a, x-b\r\n');
  expect(await recordedReply(bin)).toMatchObject({ status: 204, by: 'preflight' });
  await change(bin, { default: { status: 418 }, cors: false });
  const refused = await preflight();
  expect(refused).toMatch(/^HTTP\/1\.1 418 /);
  expect(refused).not.toContain('Access-Control');
});

test('trying says what a kept capture would get and why, and counts nothing', async () => {
  const bin = await answering({ rules: [{ name: 'Pay', when: 'path:/pay', answer: sequence }] });
  await post(`${bin.captureUrl}/pay`);
  const attempt = async (input: object) =>
    await (await bin.api('/reply/try', { method: 'POST', body: JSON.stringify(input) })).json();
  for (let turn = 0; turn < 2; turn++) {
    expect(await attempt({ capture: 1 })).toMatchObject({
      chosenBy: { by: 'rule', name: 'Pay' },
      why: 'The first enabled rule that matches sends the response.',
      rules: [{ matches: true, words: [{ text: 'path:/pay', holds: true }] }],
      reply: { status: 503, headers: expect.arrayContaining([['Retry-After', '5']]), step: 'step 2 of 3' },
    });
  }
  expect(await attempt({ capture: 1, settings: { default: { status: 410 } } })).toMatchObject({
    chosenBy: { by: 'default' },
    reply: { status: 410 },
  });
  expect(await post(`${bin.captureUrl}/pay`)).toBe(503);
});
