import { describe, expect, test } from 'vitest';
import { openRateCounters } from '#lib/access/limits/rate-counters.ts';
import { readConfig } from '#lib/config/read-config.ts';
import { systemLookUp } from '#lib/egress/look-up.ts';
import { type Patience, SendingLimits } from '#lib/egress/sending-limits.ts';
import { rawServer } from './listen.ts';
import { codeOf, noRates, outgoing, sendOne, testEgress } from './test-egress.ts';

/** A server that responds when it is told to. */
async function heldServer() {
  const waiting: (() => void)[] = [];
  let arrived = () => {};
  const origin = await rawServer((socket) => {
    waiting.push(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    arrived();
  });
  return {
    origin,
    /** Resolves when this many requests wait. */
    whenWaiting: (count: number) =>
      new Promise<void>((resolve) => {
        arrived = () => waiting.length >= count && resolve();
        arrived();
      }),
    respond: () => {
      for (const send of waiting.splice(0)) send();
    },
  };
}

describe('requests that are being sent at the same time', () => {
  const lookUp = async () => ['127.0.0.1'];

  test.each([
    [
      'per bin',
      { perBin: 2, perHost: 9, total: 9 },
      { binId: 1, host: 'b.example' },
      { binId: 2, host: 'a.example' },
    ],
    [
      'per host',
      { perBin: 9, perHost: 2, total: 9 },
      { binId: 2, host: 'a.example' },
      { binId: 1, host: 'b.example' },
    ],
    ['in total', { perBin: 9, perHost: 9, total: 2 }, { binId: 2, host: 'b.example' }, null],
  ])('are limited %s', async (_, concurrency, refused, accepted) => {
    const held = await heldServer();
    const egress = await testEgress({}, { concurrency, network: { lookUp } });
    const send = ({ binId, host }: { binId: number; host: string }) =>
      sendOne(egress, held.origin.replace('127.0.0.1', host), outgoing(), { binId });
    const first = [send({ binId: 1, host: 'a.example' }), send({ binId: 1, host: 'a.example' })];
    await held.whenWaiting(2);
    expect(await codeOf(send(refused))).toBe('send-busy');
    if (accepted) {
      first.push(send(accepted));
      await held.whenWaiting(3);
    }
    held.respond();
    for (const { response } of await Promise.all(first)) expect(response?.status).toBe(200);
    const again = send(refused);
    await held.whenWaiting(1);
    held.respond();
    expect((await again).response?.status).toBe(200);
  });

  test('are counted down when they fail', async () => {
    const egress = await testEgress({}, { concurrency: { perBin: 1, perHost: 1, total: 1 } });
    for (let count = 0; count < 3; count++)
      expect((await sendOne(egress, 'http://10.0.0.1/')).failure?.code).toBe('egress-refused');
  });
});

describe('requests that may wait', () => {
  /** One request at a time; the names of those that were granted, in order. */
  function queue(rates = noRates) {
    const limits = new SendingLimits(rates, { perBin: 1, perHost: 9, total: 2 });
    const granted: string[] = [];
    const take = async (name: string, binId: number, patience: Partial<Patience> = {}) => {
      const release = await limits.take(binId, 'a.example', { milliseconds: 60_000, ...patience });
      granted.push(name);
      return release;
    };
    return { take, granted };
  }

  test('get their turn in order, as soon as the limits of their bin allow it', async () => {
    const { take, granted } = queue();
    const first = await take('first', 1);
    const second = take('second', 1);
    const third = take('third', 1);
    const other = await take('of another bin', 2);
    const waiting = take('of a third bin', 3);
    first();
    const release = await second;
    expect(granted).toEqual(['first', 'of another bin', 'second']);
    other();
    await waiting;
    release();
    await third;
    expect(granted.slice(3)).toEqual(['of a third bin', 'third']);
  });

  test('leave the queue when they are stopped or their time is over, and let others pass', async () => {
    const { take, granted } = queue();
    const release = await take('first', 1);
    const stop = new AbortController();
    const stopped = codeOf(take('stopped', 1, { signal: stop.signal }));
    const late = codeOf(take('late', 1, { milliseconds: 20 }));
    stop.abort();
    expect(await stopped).toBe('send-cancelled');
    expect(await late).toBe('send-busy');
    expect(await codeOf(take('stopped before', 1, { signal: stop.signal }))).toBe('send-cancelled');
    const last = take('last', 1);
    release();
    await last;
    expect(granted).toEqual(['first', 'last']);
  });

  test('wait as long as the rate says, and hold up nobody meanwhile', async () => {
    let isOver = false;
    const rate = { count: 1, seconds: 1 };
    const { take, granted } = queue({
      rateOf: () => rate,
      take: async (_, bin) => (bin === '1' && !isOver ? 0.02 : null),
    });
    const limited = take('limited', 1);
    const other = await take('of another bin', 2);
    (await take('of a third bin', 3))();
    other();
    isOver = true;
    await limited;
    expect(granted).toEqual(['of another bin', 'of a third bin', 'limited']);
  });
});

test('the rate of a bin is limited by RATE_SENT_PER_BIN, and the error says when to try again', async () => {
  const { rates } = readConfig({ RATE_SENT_PER_BIN: '2/m' });
  const egress = await testEgress({}, { rates: openRateCounters(rates, null) });
  const send = (binId: number) => sendOne(egress, 'http://10.0.0.1/', outgoing(), { binId });
  for (let count = 0; count < 2; count++) expect((await send(1)).failure?.code).toBe('egress-refused');
  await expect(send(1)).rejects.toMatchObject({
    code: 'send-rate-limited',
    detail: 'One bin may send 2 requests per minute.',
    retryAfter: 60,
  });
  expect((await send(2)).failure?.code).toBe('egress-refused');
});

test('a public instance limits the rate, a private one does not', () => {
  expect(readConfig({ AUDIENCE: 'public' }).rates.sentPerBin).toEqual({ count: 60, seconds: 60 });
  expect(readConfig({}).rates.sentPerBin).toBeNull();
});

test('two names are resolved at a time; others wait, also when a look-up fails', async () => {
  const running: { name: string; end: (error?: Error) => void }[] = [];
  const lookUp = systemLookUp((name) => {
    return new Promise((resolve, reject) => {
      running.push({ name, end: (error) => (error ? reject(error) : resolve([`of ${name}`])) });
    });
  });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => lookUp(name));
  expect(running.map(({ name }) => name)).toEqual(['a', 'b']);
  running[1]!.end(new Error('failed'));
  await expect(b).rejects.toThrow('failed');
  expect(running.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  running[0]!.end();
  running[2]!.end();
  expect([await a, await c]).toEqual([['of a'], ['of c']]);
  expect(running.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  running[3]!.end();
  expect(await d).toEqual(['of d']);
  const e = lookUp('e');
  running[4]!.end();
  expect(await e).toEqual(['of e']);
});
