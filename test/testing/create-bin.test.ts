import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest';
import {
  createBin,
  deleteBins,
  ExpectationError,
  type ReceivedRequest,
  type StartedWirebin,
  startWirebin,
  type TestBin,
} from 'wirebin/test';
import { sharedServer } from '../support/server.ts';

let server: StartedWirebin;
beforeAll(async () => {
  server = await startWirebin();
});
afterAll(() => server.close());

const testBin = async (input = {}) => {
  const bin = await createBin({ server, ...input });
  onTestFinished(() => bin.delete());
  return bin;
};
const send = (bin: TestBin, method: string, path: string, init: RequestInit = {}) =>
  fetch(`${bin.captureUrl}${path}`, { method, ...init });
const failureOf = (expectation: Promise<unknown>) =>
  expectation.then(
    () => expect.fail('The expectation was met.'),
    (error: ExpectationError) => {
      expect(error).toBeInstanceOf(ExpectationError);
      return error;
    },
  );

describe('expect', () => {
  test('resolves with a request that was received before, or while it waits, and with its content', async () => {
    const bin = await testBin();
    const waiting = bin.expect('method:POST', { within: 60_000 });
    await send(bin, 'POST', '/hook', {
      body: '{"id": 7}',
      headers: { 'Content-Type': 'application/json', 'X-Id': 'a' },
    });
    const request = await waiting;
    expect(request).toMatchObject({ seq: 1, method: 'POST', path: '/hook' });
    expect(request.header('x-id')).toBe('a');
    expect(request.header('x-other')).toBeNull();
    expect(await request.json()).toEqual({ id: 7 });
    expect([...(await request.bytes()).slice(0, 2)]).toEqual([0x7b, 0x22]);
    await send(bin, 'PUT', '/before');
    expect((await bin.expect('path:/before')).seq).toBe(2);
    expectTypeOf(() => bin.expect('a')).returns.resolves.toEqualTypeOf<ReceivedRequest>();
    expectTypeOf(() => bin.expect('a', { count: 2 })).returns.resolves.toEqualTypeOf<ReceivedRequest[]>();
  });

  test('returns each request once, whatever their order', async () => {
    const bin = await testBin();
    for (const path of ['/b', '/a', '/a']) await send(bin, 'POST', path);
    expect((await bin.expect('path:/a')).seq).toBe(2);
    expect((await bin.expect('path:/b')).seq).toBe(1);
    expect((await bin.expect('path:/a')).seq).toBe(3);
    const { received } = await failureOf(bin.expect('path:/a', { within: 50 }));
    expect(received).toEqual([]);
  });

  test('gives each of several that wait at the same time a request of its own', async () => {
    const bin = await testBin();
    const waiting = Array.from({ length: 4 }, () => bin.expect('path:/a', { within: 60_000 }));
    for (let count = 0; count < 4; count += 1) await send(bin, 'POST', '/a');
    const seqs = (await Promise.all(waiting)).map(({ seq }) => seq);
    expect(seqs.sort()).toEqual([1, 2, 3, 4]);
  });

  test('leaves the requests of an expectation that fails to others, also to those that wait already', async () => {
    const bin = await testBin();
    const failing = failureOf(bin.expect('path:/a', { count: 2, within: 2000 }));
    await send(bin, 'POST', '/a');
    // The first one has taken it.
    await vi.waitFor(() => bin.expectNone('path:/a', { within: 50 }), { timeout: 60_000, interval: 25 });
    const waiting = bin.expect('path:/a', { within: 60_000 });
    expect((await failing).received.map(({ seq }) => seq)).toEqual([1]);
    expect((await waiting).seq).toBe(1);
  });

  test('is met by at least count requests, and by exactly times', async () => {
    const bin = await testBin();
    for (const path of ['/1', '/2', '/3']) await send(bin, 'POST', path);
    const tooMany = await failureOf(bin.expect('method:POST', { times: 2 }));
    expect(tooMany.message).toBe(
      [
        'Expected exactly 2 requests that match method:POST within 5 s, received 3.',
        'Received:',
        '  #1 POST /1',
        '  #2 POST /2',
        '  #3 POST /3',
      ].join('\n'),
    );
    expect((await bin.expect('method:POST', { count: 2 })).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await bin.expect('', { times: 1, after: 2, quietMs: 20 })).seq).toBe(3);
  });

  test('says which terms of the filter the closest requests do not match', async () => {
    const bin = await testBin();
    await send(bin, 'POST', '/hook', { body: 'push' });
    await send(bin, 'GET', '/hook');
    const error = await failureOf(bin.expect('method:POST path:/hook body:pull', { count: 2, within: 100 }));
    expect(error.nearMisses.map(({ seq, failed }) => [seq, failed])).toEqual([
      [1, ['body:pull']],
      [2, ['method:POST', 'body:pull']],
    ]);
    expect(error.message).toBe(
      [
        'Expected at least 2 requests that match method:POST path:/hook body:pull within 0.1 s, received 0.',
        'Closest among the others:',
        '  #1 POST /hook · does not match body:pull',
        '  #2 GET /hook · does not match method:POST body:pull',
      ].join('\n'),
    );
    const empty = await testBin();
    expect((await failureOf(empty.expect('', { within: 20 }))).message).toBe(
      'Expected 1 request within 0.02 s, received 0.\nThe bin has received no requests.',
    );
  });

  test('fails with the problem of the server, not with an expectation, where the filter is wrong', async () => {
    const bin = await testBin();
    await expect(bin.expect('colour:red')).rejects.toMatchObject({
      name: 'WirebinError',
      code: 'invalid-filter',
    });
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(bin.expect('', { signal })).rejects.toThrow('stopped');
  });

  test('expectNone fails as soon as a request matches', async () => {
    const bin = await testBin();
    await send(bin, 'POST', '/other');
    await bin.expectNone('path:/never', { within: 50 });
    const failing = failureOf(bin.expectNone('path:/never', { within: 60_000 }));
    await send(bin, 'DELETE', '/never');
    expect((await failing).message).toBe(
      'Expected no requests that match path:/never within 60 s, received 1.\nReceived:\n  #2 DELETE /never',
    );
  });
});

describe('responses', () => {
  const statuses = async (bin: TestBin, path: string, times: number) => {
    const all: number[] = [];
    for (let number = 0; number < times; number += 1) all.push((await send(bin, 'POST', path)).status);
    return all;
  };

  test('are set for all requests, for those that match, and in sequence', async () => {
    const bin = await testBin();
    await bin.reply({ status: 503 });
    await bin.reply([{ status: 500 }, { status: 429 }, { status: 200 }], { when: 'path:/retried' });
    expect(await statuses(bin, '/', 2)).toEqual([503, 503]);
    expect(await statuses(bin, '/retried', 4)).toEqual([500, 429, 200, 200]);
    await bin.reply({ status: 204 }, { when: 'path:/retried' });
    expect(await statuses(bin, '/retried', 1)).toEqual([204]);
  });

  test('are given by the test to a request that the bin holds', async () => {
    const bin = await testBin();
    await bin.hold('path:/pay');
    const paying = send(bin, 'POST', '/pay');
    const request = await bin.expect('path:/pay');
    await request.respond({ status: 402, body: 'No funds' });
    const response = await paying;
    expect([response.status, await response.text()]).toEqual([402, 'No funds']);
  });

  test('come also from a program on this machine that requests are sent to', async () => {
    const bin = await testBin();
    const receiver = createServer((_, response) => response.writeHead(418).end()).listen(0, '127.0.0.1');
    onTestFinished(() => void receiver.close());
    await send(bin, 'POST', '/hook');
    const { port } = receiver.address() as { port: number };
    const to = { url: `http://127.0.0.1:${port}/receiver` };
    const { attempts } = await bin.deliveries.send({ capture: 1, to }, { wait: true });
    expect(attempts).toMatchObject([{ status: 418 }]);
  });
});

describe('bins', () => {
  const isGone = async (bin: TestBin) => {
    await expect(bin.get()).rejects.toMatchObject({ name: 'WirebinError' });
  };

  test('are deleted at the end of a block, also when it fails', async () => {
    let kept: TestBin | undefined;
    const failing = async () => {
      await using bin = await createBin({ server, name: 'Short' });
      kept = bin;
      await bin.expect('', { within: 10 });
    };
    await failureOf(failing());
    await isGone(kept!);
  });

  test('are deleted all at once', async () => {
    const two = [await createBin({ server }), await createBin({ server })];
    await deleteBins();
    for (const bin of two) await isGone(bin);
    await deleteBins();
  });
});

describe('with another server', () => {
  const other = sharedServer();

  test('a failure has the link to the bin, which expires on its own', async () => {
    await using bin = await createBin({ url: other().origin });
    expect(await bin.get()).toMatchObject({ expiresAfter: 3600 });
    const { message } = await failureOf(bin.expect('', { within: 10 }));
    expect(message.split('\n').at(-1)).toBe(bin.inspectUrl);
  });
});
