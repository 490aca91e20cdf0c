import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CaptureSummary, NearMiss, WaitResult } from '#lib/model/capture-json.ts';
import { newBin, nextStart, sharedServer, startServer, type TestBin } from '../support/server.ts';
import { expectProblem } from './problem.ts';

const adminToken = 'admin-token-0123456789';
const server = sharedServer({
  environment: { ADMIN_TOKEN: adminToken, CONNECTIONS_PER_ADDRESS: '10000' },
});
const admin = (path: string, method: string) =>
  fetch(`${server().origin}/api/v1/admin${path}`, {
    method,
    headers: { Authorization: `Bearer ${adminToken}` },
  });
const post = (bin: TestBin, path = '', body = 'x') =>
  fetch(`${bin.captureUrl}${path}`, { method: 'POST', body });
const wait = (bin: TestBin, query: string, init: Parameters<TestBin['api']>[1] = {}) =>
  bin.api(`/wait?${query}`, init);
const seqsOf = ({ captures }: WaitResult) => captures.map(({ seq }) => seq);
const resultOf = async (response: Promise<Response>) => {
  const answered = await response;
  expect(answered.status).toBe(200);
  return (await answered.json()) as WaitResult;
};
/** Programs that wait are connected: what is sent from now on reaches them while they wait. */
const waiting = async (count: number) => {
  await vi.waitFor(async () => expect((await state()).following).toBe(count), {
    timeout: 60_000,
    interval: 25,
  });
};
const state = async () => (await (await admin('', 'GET')).json()) as { following: number };

describe('waiting for requests', () => {
  test('responds with those that were there before, and as soon as enough are', async () => {
    const bin = await newBin(server().origin);
    await post(bin, '/first');
    expect(seqsOf(await resultOf(wait(bin, 'timeout=60')))).toEqual([1]);
    const two = resultOf(wait(bin, 'count=2&timeout=60'));
    const next = resultOf(wait(bin, 'after=1&timeout=60'));
    const latest = resultOf(wait(bin, 'after=latest&timeout=60'));
    await waiting(3);
    await post(bin, '/second');
    expect(await two).toMatchObject({ captures: [{ path: '/first' }, { path: '/second' }], next: 2 });
    expect(seqsOf(await next)).toEqual([2]);
    expect(seqsOf(await latest)).toEqual([2]);
    const list = (await (await bin.api('/captures?after=0')).json()) as { captures: CaptureSummary[] };
    expect((await two).captures).toMatchObject(list.captures.map(({ seq, path }) => ({ seq, path })));
    await waiting(0);
  });

  test('waits for those that match a filter, also where they begin to match by their response or a note', async () => {
    const bin = await newBin(server().origin);
    await post(bin, '/other');
    const byPath = resultOf(wait(bin, `timeout=60&filter=${encodeURIComponent('method:POST path:/hook')}`));
    const byStatus = resultOf(wait(bin, 'timeout=60&filter=status:418'));
    const byNote = resultOf(wait(bin, 'timeout=60&filter=note:mine'));
    await waiting(3);
    await fetch(`${bin.captureUrl}/hook`);
    await post(bin, '/hook');
    expect(seqsOf(await byPath)).toEqual([3]);
    await bin.api('/captures/2', { method: 'PATCH', body: '{"note":"mine"}' });
    expect(seqsOf(await byNote)).toEqual([2]);
    await bin.api('/reply', { method: 'PUT', body: '{"default":{"status":418}}' });
    await post(bin, '/teapot');
    const { captures } = await byStatus;
    expect(captures).toMatchObject([{ seq: 4, reply: { status: 418 } }]);
  });

  test('says when the time is up, with what was received and the terms that others did not match', async () => {
    const bin = await newBin(server().origin);
    await post(bin, '/hook', 'needle');
    await post(bin, '/hook', 'hay');
    await post(bin, '/else', 'hay');
    for (let number = 4; number <= 9; number += 1) await fetch(`${bin.captureUrl}/else`);
    const filter = encodeURIComponent('method:POST path:/hook body:needle');
    const response = await wait(bin, `count=2&timeout=0.2&filter=${filter}`);
    const problem = (await response.clone().json()) as WaitResult & { nearMisses: NearMiss[] };
    expect(await expectProblem(response, 409, 'wait-timed-out')).toBe(
      'Received 1 of 2 expected requests within 0.2 s.',
    );
    expect([seqsOf(problem), problem.next]).toEqual([[1], 1]);
    expect(problem.nearMisses).toHaveLength(5);
    expect(problem.nearMisses.slice(0, 3)).toMatchObject([
      { seq: 2, method: 'POST', path: '/hook', failed: ['body:needle'] },
      { seq: 3, failed: ['path:/hook', 'body:needle'] },
      { seq: 9, failed: ['method:POST', 'path:/hook', 'body:needle'] },
    ]);
    await expectProblem(await wait(bin, 'timeout=0&after=9'), 409, 'wait-timed-out');
    expect(await expectProblem(await wait(bin, 'timeout=0&count=0'), 400, 'invalid-input')).toContain(
      'count',
    );
    expect(await expectProblem(await wait(bin, 'times=2'), 400, 'invalid-input')).toContain('times');
    expect(await expectProblem(await wait(bin, 'after=x'), 400, 'invalid-input')).toBe(
      'after: must be the number of a request, or `latest`',
    );
    await expectProblem(await wait(bin, 'filter=colour:red'), 400, 'invalid-filter');
    await expectProblem(await bin.api('/wait', { method: 'POST' }), 405, 'method-not-allowed');
    expect((await bin.api('/wait', { method: 'HEAD' })).status).toBe(405);
  });

  test('shows links what they may see, and ends when they are revoked or expire', async () => {
    const bin = await newBin(server().origin);
    const link = async (wanted: unknown) => {
      const made = await bin.api('/links', { method: 'POST', body: JSON.stringify(wanted) });
      return (await made.json()) as { id: number; key: string };
    };
    await fetch(`${bin.captureUrl}?token=very-secret-value-1`, {
      headers: { Authorization: 'Bearer secret-abc' },
    });
    const masked = await link({ role: 'viewer', redaction: {} });
    const shown = await (await wait(bin, 'timeout=60', { key: masked.key })).text();
    expect(shown).toContain('"masked"');
    expect(shown).not.toContain('very-secret-value-1');
    const guess = await wait(bin, 'timeout=0&filter=very-secret-value-1', { key: masked.key });
    expect(seqsOf((await guess.json()) as WaitResult)).toEqual([]);

    const one = await link({ role: 'viewer', captureSeq: 1 });
    const viewer = await link({ role: 'viewer' });
    const expiring = await link({
      role: 'viewer',
      expiresAt: new Date(Date.now() + 3000).toISOString(),
    });
    const ofOne = wait(bin, 'timeout=60&count=2', { key: one.key });
    const revoked = wait(bin, 'timeout=60&count=9', { key: viewer.key });
    const expired = wait(bin, 'timeout=60&count=9', { key: expiring.key });
    await waiting(3);
    await bin.api(`/links/${viewer.id}`, { method: 'DELETE' });
    await expectProblem(await revoked, 401, 'key-unknown');
    await expectProblem(await expired, 401, 'key-unknown');
    await post(bin);
    await waiting(1);
    await bin.api(`/links/${one.id}`, { method: 'DELETE' });
    await expectProblem(await ofOne, 401, 'key-unknown');
  });

  test('ends when the bin is deleted, when the server drains, and when the client leaves', async () => {
    const [bin, other] = [await newBin(server().origin), await newBin(server().origin)];
    const deleted = wait(bin, 'timeout=60');
    const leaving = new AbortController();
    const left = wait(other, 'timeout=60', { signal: leaving.signal }).catch(() => null);
    await waiting(2);
    await bin.api('', { method: 'DELETE' });
    await expectProblem(await deleted, 410, 'bin-deleted');
    leaving.abort();
    await left;
    await waiting(0);

    await post(other, '/before');
    const drained = wait(other, 'timeout=60&count=2');
    await waiting(1);
    await admin('/drain', 'POST');
    const response = await drained;
    expect(response.headers.get('retry-after')).toBe('5');
    await expectProblem(response, 503, 'draining');
    expect(seqsOf(await resultOf(wait(other, 'timeout=60')))).toEqual([1]);
    await expectProblem(await wait(other, 'timeout=60&count=2'), 503, 'draining');
    await admin('/drain', 'DELETE');
  });

  const programs = process.env.NERVES ? 2000 : 400;

  test(`costs little while nothing is received: ${programs} programs wait, and all get the request`, async () => {
    const bin = await newBin(server().origin);
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    const { port } = server();
    const line = `GET /api/v1/bins/${bin.slug}/wait?timeout=300&filter=path:/go HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${bin.key}\r\n\r\n`;
    const answers: Promise<string>[] = [];
    // One batch after the other: the system drops connections beyond those that wait to be accepted.
    for (let batch = 0; batch < programs / 100; batch += 1) {
      const begun = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'));
      sockets.push(...begun);
      await Promise.all(begun.map((socket) => once(socket, 'connect')));
      for (const socket of begun) {
        answers.push(once(socket, 'data').then(([data]) => String(data).split('\r\n', 1)[0]!));
        socket.write(line);
      }
    }
    await waiting(programs);
    await post(bin, '/other');
    await post(bin, '/go');
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200 OK']));
    await waiting(0);
  });
});

/** The events of a stream. */
function streamOf(response: Response) {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  /** The next block of lines; null at the end. */
  async function next(): Promise<Record<string, string> | null> {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end >= 0) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        return Object.fromEntries(
          block
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
      }
      const { value, done } = await reader.read();
      if (done) return null;
      rest += value;
    }
  }
  return {
    next,
    /** The rest, until it ends. */
    async all() {
      const blocks: Record<string, string>[] = [];
      for (let block = await next(); block; block = await next()) blocks.push(block);
      return blocks;
    },
  };
}

describe('a stream of events', () => {
  test('sends what is stored, then what is received, and resumes where it ended', async () => {
    const bin = await newBin(server().origin);
    for (const path of ['/1', '/2', '/3']) await post(bin, path);
    const response = await bin.api('/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    const stream = streamOf(response);
    expect(await stream.next()).toEqual({ retry: '1000' });
    for (const seq of [1, 2, 3]) {
      const { event, id, data } = (await stream.next())!;
      expect([event, id, JSON.parse(data!)]).toMatchObject([
        'capture',
        String(seq),
        { seq, path: `/${seq}` },
      ]);
    }
    await post(bin, '/4');
    expect((await stream.next())!.id).toBe('4');

    const idsOf = async (query: string, headers = {}) =>
      (await streamOf(await bin.api(`/events?${query}`, { headers })).all()).flatMap(({ id }) => id ?? []);
    expect(await idsOf('count=2', { 'Last-Event-ID': '2' })).toEqual(['3', '4']);
    expect(await idsOf('count=1&after=1')).toEqual(['2']);
    // A client that resumes has the place, not the address.
    expect(await idsOf('count=1&after=1', { 'Last-Event-ID': '3' })).toEqual(['4']);
    expect(await idsOf('count=1&filter=path:/3')).toEqual(['3']);
    await expectProblem(
      await bin.api('/events', { headers: { 'Last-Event-ID': 'x' } }),
      400,
      'invalid-input',
    );
    await expectProblem(await bin.api('/events', { key: null }), 401, 'key-missing');

    await bin.api('', { method: 'DELETE' });
    const [end, ...more] = await stream.all();
    expect([end!.event, JSON.parse(end!.data!).code, more]).toEqual(['end', 'bin-deleted', []]);
  });

  test('is masked, and ends when the link is revoked or the server drains', async () => {
    const bin = await newBin(server().origin);
    const made = await bin.api('/links', { method: 'POST', body: '{"role":"viewer","redaction":{}}' });
    const link = (await made.json()) as { id: number; key: string };
    await fetch(`${bin.captureUrl}?token=very-secret-value-1`);
    const stream = streamOf(await bin.api('/events', { key: link.key }));
    expect(await stream.next()).toEqual({ retry: '1000' });
    const { data } = (await stream.next())!;
    expect([data!.includes('"masked"'), data!.includes('very-secret')]).toEqual([true, false]);
    await bin.api(`/links/${link.id}`, { method: 'DELETE' });
    expect((await stream.all()).map(({ event, data }) => [event, JSON.parse(data!).code])).toEqual([
      ['end', 'key-unknown'],
    ]);

    const drained = streamOf(await bin.api('/events?after=latest'));
    expect(await drained.next()).toEqual({ retry: '1000' });
    await admin('/drain', 'POST');
    const [retry, end] = await drained.all();
    await admin('/drain', 'DELETE');
    expect([retry, JSON.parse(end!.data!).code]).toEqual([{ retry: '5000' }, 'draining']);
    await waiting(0);
  });

  test('does not pile up what a client does not read, and misses nothing of it', async () => {
    const bin = await newBin(server().origin);
    const long = 'x'.repeat(4000);
    const sends = 600;
    const response = await bin.api('/events');
    for (let number = 0; number < sends; number += 50)
      await Promise.all(Array.from({ length: 50 }, () => post(bin, `/${long}`)));
    const stream = streamOf(response);
    await stream.next();
    for (let seq = 1; seq <= sends; seq += 1) expect((await stream.next())!.id).toBe(String(seq));
  });
});

test('without the Wirebin server in front, the route handlers wait and stream as well', async () => {
  const { origin } = await startServer(nextStart);
  const bin = await newBin(origin);
  const waited = resultOf(wait(bin, 'timeout=60'));
  const stream = streamOf(await bin.api('/events?count=1'));
  await post(bin, '/hook');
  expect(seqsOf(await waited)).toEqual([1]);
  expect((await stream.all()).map(({ id }) => id)).toEqual([undefined, '1']);
  await expectProblem(await wait(bin, 'timeout=0.1&count=2'), 409, 'wait-timed-out');
  await expectProblem(await bin.api('/events', { key: 'x' }), 401, 'key-unknown');
});
