import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Egress } from '#lib/egress/egress.ts';
import type { Bin } from '#lib/model/bin.ts';
import type { Capture } from '#lib/model/capture.ts';
import type { OutgoingRequest } from '#lib/outgoing/outgoing-request.ts';
import { goldenRequests } from '../copy-as/golden-requests.ts';
import { hostileCases, http2Case } from '../copy-as/hostile-cases.ts';
import { testEgress } from '../egress/test-egress.ts';
import { everySample, made } from '../samples/every-sample.ts';
import { arbitraryRequest } from '../support/arbitrary-request.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { type Running, startRunning } from './running.ts';

/** A request is captured from a socket, replayed to its own bin, and captured again: both captures are equal. */
const count = Number(process.env.ROUND_TRIPS ?? 200);
const seed = Number(process.env.ROUND_TRIP_SEED ?? 20261130);

let running: Running;
let bin: Bin;
let client: Egress;
beforeAll(async () => {
  running = await startRunning(await temporaryFolderFor(afterAll));
  bin = await running.addBin('x7k2');
  client = await testEgress();
});
afterAll(() => running.close());

/** Sends a request to the bin over a socket; null when the server refused to read it. */
async function captured(request: OutgoingRequest): Promise<Capture | null> {
  const before = (await running.store.counts(bin.id)).head;
  await client.send({ binId: 1, to: { url: running.origin }, request, host: 'destination' });
  const { head } = await running.store.counts(bin.id);
  return head === before ? null : running.store.capture(bin.id, head);
}

async function replayed(seq: number) {
  const before = (await running.store.counts(bin.id)).head;
  const delivery = await running.sendAndWait(bin, { capture: seq, to: 'self' });
  const { head } = await running.store.counts(bin.id);
  const recorded = await running.deliveries.read(bin.id, delivery.id);
  return { delivery, recorded, capture: head === before ? null : await running.store.capture(bin.id, head) };
}

/** What a receiver sees of a request. */
function seen(capture: Capture | null) {
  if (capture === null) return null;
  const { method, target, httpVersion, headers, trailers, body, provider } = capture;
  return {
    method,
    target,
    httpVersion,
    headers,
    trailers,
    body: Buffer.from(body).toString('base64'),
    provider,
  };
}

function below(request: OutgoingRequest): OutgoingRequest {
  const rest = request.target.replace(/^(?:https?:\/\/[^/?#]*)?(?:\/b\/[^/?#]*)?/i, '');
  return { ...request, target: `/b/x7k2${rest === '' || /^[/?#]/.test(rest) ? rest : `/${rest}`}` };
}

async function expectEqual(request: OutgoingRequest): Promise<void> {
  const original = await captured(request);
  if (original === null) return;
  const { delivery, recorded, capture } = await replayed(original.seq);
  if (original.malformed !== null) {
    expect(delivery.attempts.at(-1)?.failure).toMatchObject({
      code: 'egress-refused',
      reason: 'raw-message',
    });
    return;
  }
  expect(delivery).toMatchObject({ state: 'answered', source: { kind: 'capture', edited: false } });
  expect(recorded.attempts[0]!.hops[0]!.changes).toEqual([]);
  expect(seen(capture)).toEqual(seen(original));
}

describe('a replayed request is captured equal', () => {
  test.each([
    ...goldenRequests,
    ...hostileCases.map(({ name, source }) => [name, source('a.example')] as const),
    [http2Case.name, http2Case.source('a.example')] as const,
  ])('%s', (_, request) => expectEqual(below(request)));

  test(`${count} generated requests (seed ${seed})`, { timeout: 600_000 }, async () => {
    const authority = new URL(running.origin).host;
    const requests = fc.sample(arbitraryRequest({ authority, prefix: '/b/x7k2' }), { numRuns: count, seed });
    for (const request of requests) await expectEqual({ ...request, trailers: [] });
  });

  test('a long body, and a chunked one with trailers', async () => {
    const body = Buffer.alloc(3_000_000, 'a long body ');
    const request = { method: 'POST', target: '/b/x7k2', httpVersion: '1.1', trailers: [], body } as const;
    await expectEqual({ ...request, headers: [['Content-Type', 'text/plain']] });
    await expectEqual({
      ...request,
      headers: [['Transfer-Encoding', 'chunked']],
      trailers: [['X-Sum', '7']],
    });
  });

  test('a request without a body and with every kind of target', async () => {
    for (const rest of ['', '/', '?a', '/../x//%2F?a=1&a=2', "/'#"])
      await expectEqual({
        method: 'GET',
        target: `/B/X7k2${rest}`,
        httpVersion: '1.1',
        headers: [],
        trailers: [],
        body: new Uint8Array(),
      });
  });
});

describe('a sample is captured, recognised, replayed and equal', () => {
  test.each(everySample.filter(([provider]) => provider === 'github'))(
    '%s %s',
    async (provider, event, sample) => {
      const { request } = await made(provider, sample, Date.now());
      const [body] = [Buffer.from(request.body)];
      const sent = await running.sendAndWait(bin, {
        to: 'self',
        sample: { provider, event },
        request: {
          method: request.method,
          headers: request.headers.map(([name, value]) => [name, value]),
          body: { base64: body.toString('base64') },
        },
      });
      expect(sent).toMatchObject({ state: 'answered', source: { kind: 'sample', provider, event } });
      const { head } = await running.store.counts(bin.id);
      const original = (await running.store.capture(bin.id, head))!;
      expect(original.provider).toMatchObject({ id: 'github' });
      expect(Buffer.from(original.body).equals(body)).toBe(true);
      expect(seen((await replayed(head)).capture)).toEqual(seen(original));
    },
  );
});

test('a request captured by its host is replayed to its host, and to another bin by path', async () => {
  const folder = await temporaryFolderFor(afterAll);
  const hosts = await startRunning(folder, { BIN_DOMAIN: 'bins.example', EGRESS: 'off' });
  const [one, other] = [await hosts.addBin('one'), await hosts.addBin('other')];
  const request = {
    method: 'POST',
    target: '/b/any//path?x',
    httpVersion: '1.1',
    trailers: [],
    body: Buffer.from('x'),
  };
  const to = { ownBin: 'one', origin: 'http://one.bins.example' };
  await hosts.egress.send({
    binId: one.id,
    to,
    request: { ...request, headers: [['Host', 'one.bins.example']] },
    host: 'original',
  });
  const [original] = await hosts.capturesOf(one);
  const sent = await hosts.deliveries.send(one, { capture: 1, to: 'self' }, 'http://bins.example');
  expect(await sent.ended).toMatchObject({ state: 'answered' });
  expect(seen((await hosts.capturesOf(one))[1]!)).toEqual(seen(original!));
  const elsewhere = await hosts.deliveries.send(
    one,
    { capture: 1, to: { bin: 'OTHER' } },
    'http://bins.example',
  );
  expect(await elsewhere.ended).toMatchObject({ state: 'answered', destination: { bin: 'other' } });
  expect((await hosts.capturesOf(other))[0]).toMatchObject({ target: '/b/any//path?x', prefixLength: 0 });
  await hosts.close();
});
