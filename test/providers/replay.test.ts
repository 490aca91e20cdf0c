import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { diffRequests } from '#lib/diff/requests.ts';
import { pathOf } from '#lib/http/target.ts';
import type { Header } from '#lib/model/capture.ts';
import { providerOf, providers, recognise } from '#lib/providers/index.ts';
import { failingChecks } from '#lib/providers/replay/failing-checks.ts';
import { freshId } from '#lib/providers/replay/fresh-id.ts';
import { prepareReplay, type ReplayMode } from '#lib/providers/replay/prepare-replay.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { readSignature, verify } from '#lib/providers/signature/verify.ts';

const url = 'https://bins.example/b/x7k2/hook';
const received = 1_795_000_000_000;
const utf8 = (text: string) => new TextEncoder().encode(text);

function request(headers: Record<string, string>, body = '', more: Partial<Signed> = {}): Signed {
  return { method: 'POST', url, headers: Object.entries(headers), body: utf8(body), ...more };
}

/** A request of Stripe's that was signed when it was received. */
function stripeRequest(body = '{"id":"evt_1NabcdefGHIJ","type":"invoice.paid"}'): Signed {
  const t = received / 1000;
  const signature = createHmac('sha256', 'whsec_a').update(`${t}.${body}`).digest('hex');
  return request({ 'Stripe-Signature': `t=${t},v1=${signature}` }, body);
}

function replay(
  id: string,
  sent: Signed,
  mode: ReplayMode,
  { secret = 'whsec_a', now = received + 9e5 } = {},
) {
  return prepareReplay(sent, { mode, provider: providerOf(id) ?? null, secret, now, random: Math.random });
}

async function ready(...input: Parameters<typeof replay>) {
  const prepared = await replay(...input);
  if (prepared.state !== 'ready') throw new Error(prepared.why);
  const { request } = prepared;
  return { request, changes: diffRequests(compared(input[1]), compared(request)) };
}

const compared = ({ method, url: to, headers, body }: Signed) => ({
  method,
  path: pathOf(to, 0),
  headers,
  body,
});

function deliveryId({ method, headers, body }: Signed) {
  return recognise({ method, target: '/', prefixLength: 0, headers, body })?.deliveryId;
}

describe('a captured request is sent again', () => {
  it('as it was, with nothing changed', async () => {
    const sent = stripeRequest();
    const { request: again, changes } = await ready('stripe', sent, 'as-it-was');
    expect(again).toEqual(sent);
    expect(changes).toEqual({ line: [], query: [], headers: [], body: { kind: 'same' } });
  });

  it('signed anew with the same delivery ID: only the signature changes', async () => {
    const sent = stripeRequest();
    const now = received + 900_000;
    const { request: again, changes } = await ready('stripe', sent, 'same-delivery-id', { now });
    expect(changes).toMatchObject({ headers: [{ where: 'Stripe-Signature' }], body: { kind: 'same' } });
    const reading = readSignature(providerOf('stripe')!.signatures!, again, now);
    if (reading?.state !== 'claimed') throw new Error('It is not signed.');
    expect(reading.clock?.seconds).toBe(0);
    expect(await verify(reading.scheme, reading.claim, 'whsec_a')).toEqual({ state: 'valid' });
  });

  it('signed anew with a new delivery ID, which is in the list of changes', async () => {
    const sent = stripeRequest();
    const { request: again, changes } = await ready('stripe', sent, 'new-delivery-id');
    expect(changes).toMatchObject({
      headers: [{ where: 'Stripe-Signature' }],
      body: { kind: 'json', changes: [{ where: '$.id', before: '"evt_1NabcdefGHIJ"' }] },
    });
    expect(deliveryId(again)).toMatch(/^evt_\d[A-Z][a-z]{6}[A-Z]{4}$/);
    const reading = readSignature(providerOf('stripe')!.signatures!, again, received);
    if (reading?.state !== 'claimed') throw new Error('It is not signed.');
    expect(await verify(reading.scheme, reading.claim, 'whsec_a')).toEqual({ state: 'valid' });
  });

  it('with the new ID in every header that repeats it', async () => {
    const id = '5ab0e6a4-8c1e-4f52-9d5e-f1d2e3a4b5c6';
    const headers = { 'X-Gitlab-Event': 'Push Hook', 'Idempotency-Key': id, 'webhook-id': id, Other: 'x' };
    const { request: again } = await ready('gitlab', request(headers, '{}'), 'new-delivery-id', {
      secret: `whsec_${btoa('0123456789abcdef01234567')}`,
    });
    const values = Object.fromEntries(again.headers);
    expect(values['webhook-id']).toBe(values['Idempotency-Key']);
    expect(values['webhook-id']).not.toBe(id);
    expect(values.Other).toBe('x');
  });

  it('with a new ID where the provider does not sign', async () => {
    const sent = request({ 'Ce-Specversion': '1.0', 'Ce-Id': 'A234-1234-1234' }, '{}');
    const { request: again, changes } = await ready('cloudevents', sent, 'new-delivery-id');
    expect(deliveryId(again)).toMatch(/^[A-Z]\d{3}-\d{4}-\d{4}$/);
    expect(changes.headers).toMatchObject([{ where: 'Ce-Id' }]);
  });

  it('with a new number where the ID is a number', async () => {
    const sent = request({ 'X-HubSpot-Signature-v3': 'x' }, '[{"eventId":100,"a":1}]');
    const { request: again } = await ready('hubspot', sent, 'new-delivery-id');
    expect(new TextDecoder().decode(again.body)).toMatch(/^\[\{"eventId":[1-9]\d\d,"a":1\}\]$/);
  });

  it.each<[string, ReplayMode, Signed, string, RegExp]>([
    [
      'sns',
      'same-delivery-id',
      request({ 'X-Amz-Sns-Message-Id': 'm' }, '{}'),
      's',
      /Only Amazon SNS can sign/,
    ],
    ['nobody', 'same-delivery-id', request({}), 's', /provider of this request is not known/],
    ['calendly', 'new-delivery-id', request({}, '{}'), 's', /no delivery ID that can be replaced/],
    ['slack', 'new-delivery-id', request({}, 'payload=%7B%7D'), 's', /no delivery ID that can be replaced/],
    ['github', 'same-delivery-id', request({}, '{}'), '', /secret is empty/],
  ])('or is not: %s, %s', async (id, mode, sent, secret, words) => {
    const prepared = await replay(id, sent, mode, { secret });
    expect(prepared).toEqual({ state: 'unable', why: expect.stringMatching(words) });
  });

  test('and every header or JSON member that a provider gives its ID in can have another', () => {
    for (const { name, deliveryId: place } of providers) {
      if (place) expect(place.replace, name).toBeDefined();
    }
  });
});

describe('what a receiver says to an unchanged request is known beforehand', () => {
  const stripe = providerOf('stripe')!;
  const at = (now: number, sent = stripeRequest(), sentTo = url) =>
    failingChecks(stripe, sent, { sentTo, now });

  it('while its timestamp is accepted', () => {
    expect(at(received + 300_000)).toEqual({ failing: [], acceptedUntil: received + 300_000 });
  });

  it('and since when it is not', () => {
    expect(at(received + 300_001).failing).toEqual([
      {
        check: 'timestamp',
        header: 'Stripe-Signature',
        signedAt: received,
        tolerance: 300,
        isDocumented: true,
        since: received + 300_000,
      },
    ]);
  });

  it('by the usual tolerance where none is documented', () => {
    const zoom = request({ 'x-zm-request-timestamp': String(received / 1000), 'x-zm-signature': 'v0=00' });
    const { failing } = failingChecks(providerOf('zoom')!, zoom, { sentTo: url, now: received + 301_000 });
    expect(failing).toMatchObject([{ tolerance: 300, isDocumented: false }]);
  });

  it('when it goes to another URL than the signed one', () => {
    const square = request({ 'x-square-hmacsha256-signature': 'x' });
    const to = (sentTo: string) => failingChecks(providerOf('square')!, square, { sentTo, now: received });
    expect(to(url).failing).toEqual([]);
    expect(to('http://localhost:3000/').failing).toEqual([
      { check: 'url', header: 'X-Square-HmacSha256-Signature', signedUrl: url },
    ]);
  });

  it('when it is not signed', () => {
    const unsigned = { failing: [], acceptedUntil: null };
    expect(at(received, request({}))).toEqual(unsigned);
    expect(failingChecks(providerOf('postmark')!, request({}), { sentTo: url, now: received })).toEqual(
      unsigned,
    );
  });
});

describe('a fresh ID', () => {
  it.each([
    ['evt_1NabcdefGHIJ', /^evt_\d[A-Z][a-z]{6}[A-Z]{4}$/],
    ['72d3162e-cc78-11e3-81ab-4c9367dc0958', /^[\da-f]{8}-[\da-f]{4}-1[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/],
    ['WH-2WR32451HC0233532-67976317FL4543714', /^WH-[\dA-Z]{17}-[\dA-Z]{17}$/],
    ['Ev0PV52K21', /^Ev\d[A-Z]{2}\d\d[A-Z]\d\d$/],
    ['1234567890123456789', /^[1-9]\d{18}$/],
    ['d1', /^[a-f]\d$/],
    ['…', /^…\d+$/],
  ])('of %s has the same form', (old, form) => {
    for (let count = 0; count < 50; count++) expect(freshId(old, Math.random)).toMatch(form);
  });

  it('is another one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (old) => {
        expect(freshId(old, Math.random)).not.toBe(old);
      }),
    );
  });
});

test('a body in a content encoding keeps its ID', async () => {
  const headers: Header[] = [
    ['Stripe-Signature', 't=1,v1=00'],
    ['Content-Encoding', 'gzip'],
  ];
  const sent = { ...stripeRequest(), headers, body: Uint8Array.of(0x1f, 0x8b, 8, 0) };
  expect(await replay('stripe', sent, 'new-delivery-id')).toMatchObject({ state: 'unable' });
});
