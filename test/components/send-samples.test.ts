import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleBase } from '#components/inspector/send/base.ts';
import { draftOf, sentHeaders } from '#components/inspector/send/draft.ts';
import { findSamples } from '#components/inspector/send/find-samples.ts';
import { requestToSign } from '#components/inspector/send/send-order.ts';
import { signingQuestion, signRequest, unchangedReplay } from '#components/inspector/send/signing.ts';
import type { Source } from '#components/inspector/send/source.ts';
import { jsonSpans } from '#components/ui/json-spans.ts';
import { providerOf } from '#lib/providers/index.ts';
import { readSignature, verify } from '#lib/providers/signature/verify.ts';
import { sampleEvent, sampleProvider, sampleProviders } from '#lib/samples/index.ts';
import { makeSample } from '#lib/samples/make-sample.ts';
import { sampleJson, sampleProviderJson } from '#lib/samples/sample-json.ts';

const captureUrl = 'https://bin.example/b/orders';
const now = Date.parse('2026-11-30T10:00:00Z');
const secret = 'whsec_c2VjcmV0IG9mIGEgdGVzdA==';

async function loaded(provider: string, event: string) {
  const made = await makeSample(provider, sampleEvent(sampleProvider(provider)!, event)!, {
    now,
    random: () => 0.42,
    readGitHubExample: async () => '{}',
  });
  const json = sampleJson(made);
  const source: Source = {
    is: 'sample',
    provider,
    event,
    title: json.title,
    deliveryId: json.provider.deliveryId,
    signing: json.signing,
  };
  return { source, draft: draftOf(sampleBase(json)) };
}

describe('a sample event', () => {
  test('is sent without its signature, or signed where the provider has it', async () => {
    const { source, draft } = await loaded('stripe', 'invoice.paid');
    expect(sentHeaders(draft).map(([name]) => name)).not.toContain('Stripe-Signature');
    const request = requestToSign({ draft, to: 'self', captureUrl })!;
    expect(request.headers.map(([name]) => name)).toContain('Stripe-Signature');
    const question = signingQuestion(source)!;
    const signed = await signRequest(source, question, request, {
      mode: 'same-delivery-id',
      secret,
      now,
      random: () => 0.5,
    });
    if (signed.state !== 'signed') throw new Error(signed.why);
    const reading = readSignature(providerOf('stripe')!.signatures!, signed.request, now);
    if (reading?.state !== 'claimed') throw new Error('not signed');
    expect((await verify(reading.scheme, reading.claim, secret)).state).toBe('valid');
    expect(signed.request.headers.map(([name]) => name)).toEqual(request.headers.map(([name]) => name));
  });
});

describe('a captured request', () => {
  test('as it was fails the check of its timestamp; signed again it does not', async () => {
    const { source: sample, draft } = await loaded('stripe', 'invoice.paid');
    const request = requestToSign({ draft, to: 'self', captureUrl })!;
    const before = await signRequest(sample, signingQuestion(sample)!, request, {
      mode: 'same-delivery-id',
      secret,
      now: now - 3_600_000,
      random: () => 0.5,
    });
    if (before.state !== 'signed') throw new Error(before.why);
    const source: Source = {
      is: 'capture',
      seq: 1,
      url: request.url,
      provider: { id: 'stripe', event: null, deliveryId: null },
    };
    const question = signingQuestion(source)!;
    expect(question.modes).toEqual(['as-it-was', 'same-delivery-id', 'new-delivery-id']);
    const { failing } = unchangedReplay(source, question, before.request, now);
    expect(failing).toMatchObject([{ check: 'timestamp', since: now - 3_600_000 + 300_000 }]);
    for (const mode of ['same-delivery-id', 'new-delivery-id'] as const) {
      const after = await signRequest(source, question, before.request, {
        mode,
        secret,
        now,
        random: () => 0.7,
      });
      if (after.state !== 'signed') throw new Error(after.why);
      expect(unchangedReplay(source, question, after.request, now).failing).toEqual([]);
      const isSameBody =
        new TextDecoder().decode(after.request.body) === new TextDecoder().decode(request.body);
      expect(isSameBody).toBe(mode === 'same-delivery-id');
    }
  });

  test('of an unknown sender asks nothing', () => {
    expect(signingQuestion({ is: 'capture', seq: 1, url: captureUrl, provider: null })).toBeNull();
    expect(signingQuestion({ is: 'blank' })).toBeNull();
  });
});

test('sample events are found by provider, ID and title', () => {
  const providers = sampleProviders.map(sampleProviderJson);
  const titles = (query: string) => findSamples(providers, query).groups.map(({ value }) => value);
  expect(titles('stripe invoice')).toEqual(['Stripe']);
  expect(titles('INVOICE').length).toBeGreaterThan(1);
  expect(titles('no such event')).toEqual([]);
  const all = findSamples(providers, '');
  expect(all.groups.map(({ items }) => items.length)).toEqual(
    providers.map(({ events }) => Math.min(3, events.length)),
  );
  expect(all.groups[0]!.items.map(({ event }) => event)).toEqual([
    'push',
    'pull_request.opened',
    'issues.opened',
  ]);
  const listed = all.groups.reduce((sum, { items }) => sum + items.length, 0);
  expect(listed + all.more).toBe(providers.reduce((sum, { events }) => sum + events.length, 0));
});

test('the spans of JSON are its text, whatever it is', () => {
  expect(jsonSpans('{"a": [1, true, "b"]}').map(({ kind, text }) => `${kind} ${text}`)).toEqual(
    expect.arrayContaining(['key "a"', 'number 1', 'literal true', 'string "b"']),
  );
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'grapheme' })), (text) => {
      expect(
        jsonSpans(text)
          .map((span) => span.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
