import { describe, expect, it, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { providerOf } from '#lib/providers/index.ts';
import { readSignature, verify } from '#lib/providers/signature/verify.ts';
import { type SampleJson, type SampleProviderJson, sampleOf } from '#lib/samples/sample-json.ts';
import { signSample } from '#lib/samples/sign-sample.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { secretsFor } from '../providers/signing-secrets.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';

const server = sharedServer();
const get = (path: string, init?: RequestInit) => fetch(`${server().origin}/api/v1/samples${path}`, init);

async function listed(): Promise<SampleProviderJson[]> {
  return ((await (await get('')).json()) as { providers: SampleProviderJson[] }).providers;
}

async function sampleJsonOf(path: string): Promise<SampleJson> {
  const response = await get(`/${path}`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return (await response.json()) as SampleJson;
}

/** Sends a sample to a bin, signed if its provider signs, and returns what was captured. */
async function captured(bin: TestBin, json: SampleJson, secret: string | null): Promise<CaptureJson> {
  const sample = sampleOf(json);
  const options = { secret: secret ?? '', destination: bin.captureUrl, now: Date.now() };
  const signing = secret === null ? null : await signSample(sample, options);
  if (signing?.state === 'unable') throw new Error(signing.why);
  const { method, headers, body } = signing?.request ?? sample.request;
  const url = signing?.request.url ?? bin.captureUrl + sample.request.query;
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  await fetch(url, body.length === 0 ? init : { ...init, body: body as Uint8Array<ArrayBuffer> });
  return (await (await bin.api('/captures/latest')).json()) as CaptureJson;
}

test('the list says which events there are and what signs them', async () => {
  const providers = await listed();
  expect(providers).toHaveLength(30);
  const [github, stripe] = providers;
  expect(github).toMatchObject({ id: 'github', title: 'GitHub' });
  expect(github!.events).toHaveLength(329);
  expect(stripe).toMatchObject({
    id: 'stripe',
    signing: { canSign: true, secret: 'Signing secret (whsec_…)', isPrivateKey: false, signsUrl: false },
  });
  expect(stripe!.events).toContainEqual({ id: 'invoice.paid', title: 'Invoice paid' });
  const { signing } = providers.find(({ id }) => id === 'sns')!;
  expect(signing).toEqual({ canSign: false, why: expect.stringContaining('Only Amazon SNS') });
});

test('a sample is a request without a signature, with fresh IDs and times', async () => {
  const [one, other] = [await sampleJsonOf('stripe/invoice.paid'), await sampleJsonOf('stripe/invoice.paid')];
  expect(one).toEqual({
    provider: { id: 'stripe', event: 'invoice.paid', deliveryId: expect.stringMatching(/^evt_/) },
    title: 'Invoice paid',
    request: {
      method: 'POST',
      query: '',
      headers: [
        ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
        ['Accept', '*/*; q=0.5, application/xml'],
        ['Cache-Control', 'no-cache'],
        ['Content-Type', 'application/json; charset=utf-8'],
      ],
      body: { size: Buffer.byteLength(one.request.body.text!), text: expect.any(String), base64: null },
    },
    signing: {
      canSign: true,
      scheme: 'HMAC-SHA256 of t . body, in hexadecimal',
      secret: 'Signing secret (whsec_…)',
      isPrivateKey: false,
      signsUrl: false,
    },
    signatureHeaders: [{ name: 'Stripe-Signature', index: 4 }],
  });
  expect(one.provider.deliveryId).not.toBe(other.provider.deliveryId);
  const { created } = JSON.parse(one.request.body.text!) as { created: number };
  expect(Math.abs(created * 1000 - Date.now())).toBeLessThan(300_000);
});

describe('samples are captured as what they are', () => {
  it('of every provider, signed with a secret that the server never sees', async () => {
    const bin = await newBin(server().origin, { capacity: 5 });
    for (const { id, events } of await listed()) {
      // All of GitHub’s are recognised and verified in test/samples; here, one in fifty comes from the server.
      for (const event of events.filter((_, index) => events.length < 100 || index % 50 === 0)) {
        const json = await sampleJsonOf(`${id}/${encodeURIComponent(event.id)}`);
        const [scheme] = providerOf(id)!.signatures ?? [];
        const secrets = scheme && json.signing.canSign ? secretsFor(scheme) : null;
        const isToken = scheme?.method.kind === 'token';
        const capture = await captured(bin, json, secrets && (isToken ? 'token-1' : secrets.sign));
        expect(capture.provider, `${id} ${event.id}`).toEqual(json.provider);
        if (!secrets) continue;
        const { method, headers, body } = capture;
        const secret = isToken ? 'token-1' : secrets.verify;
        const url = bin.captureUrl + json.request.query;
        const request = { method, url, headers, body: bytesTold(body) };
        const reading = readSignature(
          providerOf(id)!.signatures!,
          request,
          capture.receivedAtMicros / 1000,
          secret,
        );
        if (reading?.state !== 'claimed') throw new Error(`${id} ${event.id} is not signed.`);
        expect(await verify(reading.scheme, reading.claim, secret)).toEqual({ state: 'valid' });
      }
    }
  });
});

test('an unknown provider or event is a problem that says what there is', async () => {
  for (const [path, detail] of [
    ['/nobody/push', /^There are samples of github, stripe, /],
    ['/stripe/nothing', /^stripe has no such sample event\. There are [\w., ]*\binvoice\.paid\b[\w., ]*\.$/],
    ['/github/nothing', /^github has no such sample event\. There are .* and 3\d\d others, which GET /],
    ['/constructor/push', /^There are samples of/],
  ] as const) {
    const response = await get(path);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: 404,
      code: 'sample-not-found',
      detail: expect.stringMatching(detail),
    });
  }
  expect((await get('/github/push', { method: 'POST', body: '{"secret":"s"}' })).status).toBe(405);
  expect((await get('', { method: 'POST' })).status).toBe(405);
});
