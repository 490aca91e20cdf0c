import { expect, test } from 'vitest';
import type { CaptureJson, ReplyJson } from '#lib/model/capture-json.ts';
import { handshakes } from '#lib/providers/handshake/known-handshakes.ts';
import { respondToHandshake } from '#lib/providers/handshake/respond.ts';
import { isNeverSigned, unansweredVerifications } from '#lib/providers/handshake/verification-in.ts';
import { recognise } from '#lib/providers/index.ts';
import { everySample, made } from '../samples/every-sample.ts';

const now = Date.UTC(2026, 10, 23, 8, 0, 0, 123);
/** All that need no signature of the provider, with a secret for those that sign the token. */
const enabled = Object.fromEntries(
  handshakes
    .filter(({ guard }) => guard?.by !== 'signature')
    .map(({ provider, secret }) => [provider, { enabled: true, secret: secret?.needed ? 'k' : null }]),
);

type Request = Parameters<typeof recognise>[0];

/** Every sample as it is sent, with the headers of its signature. */
const requests = await Promise.all(
  everySample
    .filter(([provider]) => provider !== 'github')
    .map(async ([provider, id, event]) => {
      const sample = await made(provider, event, now);
      const { method, query, headers, body } = sample.request;
      const signed = [...headers, ...sample.signatureHeaders.map(({ name }) => [name, 'x'] as const)];
      const request: Request = { method, target: `/b/x/${query}`, prefixLength: 4, headers: signed, body };
      return { name: `${provider} ${id}`, request };
    }),
);

function captured(request: Request, reply: Partial<ReplyJson>, text = 'ok') {
  const { body: _, ...rest } = request;
  const body = { size: text.length, truncated: false, text, base64: null };
  return {
    ...rest,
    provider: recognise(request),
    reply: { status: 200, ms: 1, complete: true, headers: [], body, ...reply },
  } as unknown as CaptureJson;
}

const unanswered = (request: Request, reply: Partial<ReplyJson> = {}, text = 'ok') =>
  unansweredVerifications(captured(request, reply, text), request.body).map(
    ({ handshake }) => handshake.provider,
  );

test('of every sample, only URL verifications are refused for the response "ok"', () => {
  const refused = requests.filter(({ request }) => unanswered(request).length > 0);
  expect(refused.map(({ name }) => name)).toEqual([
    'slack url_verification',
    'discord ping',
    'discord webhook-ping',
    'cloudevents validation',
    'event-grid Microsoft.EventGrid.SubscriptionValidationEvent',
    'meta verification',
    'graph validation',
    'zoom endpoint.url_validation',
    'x crc',
    'okta verification',
  ]);
});

test('a verification with the response of its handshake is not refused', async () => {
  let answered = 0;
  for (const { request } of requests) {
    const response = await respondToHandshake(request, enabled, now);
    if (response?.provider !== recognise(request)?.id || !response) continue;
    answered += 1;
    const { status, headers, body } = response.response;
    expect(unanswered(request, { status, headers: [...headers] }, new TextDecoder().decode(body))).toEqual(
      [],
    );
  }
  expect(answered).toBeGreaterThan(5);
});

test('nothing is said where the content of the response was not recorded, and of a masked capture', () => {
  const { request } = requests.find(({ name }) => name === 'slack url_verification')!;
  const capture = captured(request, {});
  const { headers: _, body: __, ...bare } = capture.reply!;
  expect(unansweredVerifications({ ...capture, reply: bare }, request.body)).toEqual([]);
  const masked = { ...capture, masked: { values: 1 } } as unknown as CaptureJson;
  expect(unansweredVerifications(masked, request.body)).toEqual([]);
  expect(unanswered(request, { status: 500 }, 'c')).toEqual(['slack']);
});

test('requests that a provider never signs are not called unsigned, and no others', () => {
  const found = requests.filter(({ request }) => isNeverSigned(request, recognise(request)?.id ?? null));
  expect(found.map(({ name }) => name)).toEqual([
    'woocommerce ping',
    'cloudevents validation',
    'meta verification',
    'graph validation',
    'x crc',
    'okta verification',
  ]);
});
