import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { InteractionResponseType, InteractionType, verifyKey } from 'discord-interactions';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { handshakes } from '#lib/providers/handshake/known-handshakes.ts';
import { handshakeWords, wayWords } from '#lib/providers/handshake/names.ts';
import { type Enabled, respondToHandshake } from '#lib/providers/handshake/respond.ts';
import { subscribeUrl } from '#lib/providers/handshake/subscribe-url.ts';
import { providerOf } from '#lib/providers/index.ts';
import type { Recognisable } from '#lib/providers/recognise/reading.ts';
import { formType, request } from './request.ts';

const now = 1_795_000_000_000;
const time = String(now / 1000);
const ed25519 = generateKeyPairSync('ed25519');
const publicKey = ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');

/** The secrets of those that need one. */
const secrets: Record<string, string> = {
  discord: publicKey,
  zoom: 'zoom secret',
  // Of the documented example (gist.github.com/jcipriano, "Twitter CRC").
  x: 'z3ZX4v7mAAUGykl3EcmkqbartmuW8VFOOzCloLx9Q45P0hLrFu',
  xero: 'xero key',
};

const on = (id: string, secret = secrets[id] ?? null): Enabled => ({ [id]: { enabled: true, secret } });
const all: Enabled = Object.assign({}, ...handshakes.map(({ provider }) => on(provider)));

const signedByDiscord = (body: string, timestamp = time): Record<string, string> => ({
  'X-Signature-Timestamp': timestamp,
  'X-Signature-Ed25519': sign(null, Buffer.from(timestamp + body), ed25519.privateKey).toString('hex'),
});
const signedByXero = (body: string) => ({
  'x-xero-signature': createHmac('sha256', secrets.xero!).update(body).digest('base64'),
});
const hub = '?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock';
const get = (query: string) => request({}, '', { method: 'GET', query });
const ping = JSON.stringify({ type: InteractionType.PING, id: '1' });
const intent = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"FMLHZNKCVK"}';
const json = (value: unknown) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) });
const text = (body: string) => ({ type: 'text/plain; charset=utf-8', body });
const nothing = { type: undefined, body: '' };

type Row = [
  id: string,
  step: string,
  request: Recognisable,
  expected: { type: string | undefined; body: string; status?: number; headers?: Record<string, string> },
];

/** Requests as the providers document them, and the answers they document. */
const rows: Row[] = [
  [
    'slack',
    'URL verification',
    request(
      {},
      {
        token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl',
        challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY',
        type: 'url_verification',
      },
    ),
    text('3eZbrw1aBm2rZgRNFdxV2595E9CY'),
  ],
  ['slack', 'SSL check', request(formType, 'ssl_check=1&token=x'), nothing],
  ['discord', 'PING', request(signedByDiscord(ping), ping), json({ type: InteractionResponseType.PONG })],
  [
    'discord',
    'webhook event PING',
    request(signedByDiscord('{"version":1,"type":0}'), '{"version":1,"type":0}'),
    { status: 204, type: 'application/json', body: '' },
  ],
  [
    'zoom',
    'URL validation',
    request({}, { payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' }, event: 'endpoint.url_validation' }),
    json({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: createHmac('sha256', secrets.zoom!).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'),
    }),
  ],
  [
    'x',
    'challenge-response check',
    get('?crc_token=9b4507b3-9040-4669-9ca3-6b94edb50553&nonce=1'),
    json({ response_token: 'sha256=Cytd4Sq+NvEcV3MMrXxWJGJx5A+y/lXzzU2Maartkx8=' }),
  ],
  [
    'twitch',
    'callback verification',
    request(
      { 'Twitch-Eventsub-Message-Type': 'webhook_callback_verification' },
      { challenge: 'pogchamp-kappa-360noscope-vohiyo', subscription: {} },
    ),
    text('pogchamp-kappa-360noscope-vohiyo'),
  ],
  [
    'okta',
    'one-time verification',
    request({ 'X-Okta-Verification-Challenge': 'ab"c' }, '', { method: 'GET' }),
    json({ verification: 'ab"c' }),
  ],
  [
    'asana',
    'handshake',
    request({ 'X-Hook-Secret': 'b537207f20cbfa02357cf448134da559' }, {}),
    { ...nothing, headers: { 'X-Hook-Secret': 'b537207f20cbfa02357cf448134da559' } },
  ],
  [
    'event-grid',
    'subscription validation',
    request({ 'aeg-event-type': 'SubscriptionValidation' }, [
      { eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: '512d38b6' } },
    ]),
    json({ validationResponse: '512d38b6' }),
  ],
  [
    'cloudevents',
    'validation request',
    request({ 'WebHook-Request-Origin': 'eventgrid.azure.net' }, '', { method: 'OPTIONS' }),
    {
      ...nothing,
      headers: {
        'WebHook-Allowed-Origin': 'eventgrid.azure.net',
        'WebHook-Allowed-Rate': '*',
        Allow: 'POST',
      },
    },
  ],
  [
    'graph',
    'endpoint validation',
    request({}, '', { query: '?validationToken=Validation%3A+Testing%20client%3Cb%3E' }),
    text('Validation: Testing client<b>'),
  ],
  ['websub', 'verification of intent', get(`${hub}&hub.topic=https%3A%2F%2Fa.example`), text('1158201444')],
  [
    'websub',
    'verification of intent to unsubscribe',
    get('?hub.mode=unsubscribe&hub.challenge=c&hub.topic=t'),
    text('c'),
  ],
  ['meta', 'verification request', get(hub), text('1158201444')],
  ['strava', 'callback validation', get(hub), json({ 'hub.challenge': '1158201444' })],
  ['dropbox', 'verification request', get('?challenge=a%26b'), text('a&b')],
  ['monday', 'URL verification', request({}, { challenge: '3eZbrw1a' }), json({ challenge: '3eZbrw1a' })],
  ['xero', 'intent to receive', request(signedByXero(intent), intent), nothing],
  ['mandrill', 'test', request(formType, 'mandrill_events=%5B%5D'), nothing],
  ['intercom', 'ping', request({}, { type: 'notification_event', topic: 'ping' }), nothing],
  ...['mandrill', 'intercom', 'trello'].map(
    (id): Row => [id, 'URL check', request({}, '', { method: 'HEAD' }), nothing],
  ),
  ['mailchimp', 'URL check', get(''), nothing],
];

describe('a handshake is answered as its provider documents', () => {
  it.each(rows)('%s: %s', async (id, step, sent, { status = 200, headers = {}, type, body }) => {
    const shaken = await respondToHandshake(sent, on(id), now);
    expect(shaken).toMatchObject({ provider: id, step, response: { status } });
    const { response } = shaken!;
    const answered = Object.fromEntries(response.headers);
    expect(answered).toEqual({
      ...(type !== undefined && { 'Content-Type': type }),
      ...headers,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
    });
    expect(new TextDecoder().decode(response.body)).toBe(body);
  });

  it.each(rows)('%s: %s; not while it is off, and not where its secret is missing', async (id, _, sent) => {
    expect(await respondToHandshake(sent, {}, now)).toBeNull();
    expect(
      await respondToHandshake(sent, { [id]: { enabled: false, secret: secrets[id] ?? null } }, now),
    ).toBeNull();
    if (secrets[id] !== undefined) {
      expect(await respondToHandshake(sent, { [id]: { enabled: true, secret: null } }, now)).toBeNull();
    }
    const others = { ...all, [id]: { enabled: false, secret: null } };
    expect((await respondToHandshake(sent, others, now))?.provider).not.toBe(id);
  });

  test('also while all of them are on, but for those that ask in the same way', async () => {
    const alike = new Set(['strava', 'intercom', 'trello']);
    for (const [id, step, sent] of rows) {
      const shaken = await respondToHandshake(sent, all, now);
      if (alike.has(id) && shaken?.provider !== id) continue;
      expect({ provider: shaken?.provider, step: shaken?.step }).toEqual({ provider: id, step });
    }
  });

  test('every handshake in the list has a request here, and is of a provider there is', () => {
    for (const { provider, ways } of handshakes) {
      expect(providerOf(provider)?.id).toBe(provider);
      for (const { asks } of ways) {
        expect(rows.some(([id, step]) => id === provider && step === asks)).toBe(true);
      }
    }
  });
});

describe('Discord', () => {
  const bad = { ...signedByDiscord(ping), 'X-Signature-Ed25519': '00'.repeat(64) };

  it.each([
    ['a PING signed rightly', signedByDiscord(ping), ping, 200],
    ['a PING signed wrongly', bad, ping, 401],
    [
      'a PING whose signature is of another time',
      { ...signedByDiscord(ping), 'X-Signature-Timestamp': '1' },
      ping,
      401,
    ],
    ['a PING whose signature is none', { ...bad, 'X-Signature-Ed25519': 'zz' }, ping, 401],
    ['a command signed rightly', signedByDiscord('{"type":2}'), '{"type":2}', null],
    ['a command signed wrongly', bad, '{"type":2}', 401],
  ])('%s, judged as its own library does', async (_, headers, body, expected) => {
    const sent: Record<string, string> = headers;
    const { 'X-Signature-Ed25519': signature = '', 'X-Signature-Timestamp': timestamp = '' } = sent;
    expect(await verifyKey(body, signature, timestamp, publicKey)).toBe(expected !== 401);
    const shaken = await respondToHandshake(request(sent, body), on('discord'), now);
    expect(shaken?.response.status ?? null).toBe(expected);
  });

  test('what has no signature is not Discord’s, and gets what the bin answers', async () => {
    expect(await respondToHandshake(request({}, ping), on('discord'), now)).toBeNull();
  });
});

test('Xero: a wrong signature gets 401, events what the bin answers', async () => {
  const events = '{"events":[{"eventType":"UPDATE"}],"entropy":"A"}';
  const status = async (headers: Record<string, string>, body: string) =>
    (await respondToHandshake(request(headers, body), on('xero'), now))?.response.status ?? null;
  expect(await status(signedByXero(intent), `${intent} `)).toBe(401);
  expect(await status(signedByXero(events), events)).toBeNull();
});

describe('a verify token', () => {
  it.each([
    ['meatyhamhock', 200],
    ['another', 403],
    [null, 200],
  ])('%s', async (token, status) => {
    const shaken = await respondToHandshake(get(hub), on('meta', token), now);
    expect(shaken?.response.status).toBe(status);
  });

  test('says which of two providers is asking', async () => {
    const enabled = { ...on('meta', 'another'), ...on('strava', 'meatyhamhock') };
    expect(await respondToHandshake(get(hub), enabled, now)).toMatchObject({
      provider: 'strava',
      response: { status: 200 },
    });
  });
});

test('nothing is signed that the same secret signs otherwise', async () => {
  const zoom = (plainToken: string) =>
    request({}, { event: 'endpoint.url_validation', payload: { plainToken } });
  const x = (token: string) => get(`?crc_token=${encodeURIComponent(token)}`);
  for (const forged of ['{"for_user_id":"1"}', `v0:${time}:{}`, '[]', '', 'a'.repeat(513)]) {
    expect(await respondToHandshake(zoom(forged), on('zoom'), now)).toBeNull();
    expect(await respondToHandshake(x(forged), on('x'), now)).toBeNull();
  }
});

test('what is longer than any token is given back to nobody', async () => {
  const ask = (length: number) =>
    respondToHandshake(get(`?challenge=${'a'.repeat(length)}`), on('dropbox'), now);
  expect((await ask(4096))?.response.body.length).toBe(4096);
  expect(await ask(4097)).toBeNull();
});

test('a header is given back only as it can stand in one', async () => {
  expect(await respondToHandshake(request({ 'X-Hook-Secret': 'a\u00e9' }, {}), on('asana'), now)).toBeNull();
});

test('whatever is sent, nothing is answered while nothing is on, and nothing throws while all are', async () => {
  const anything = fc.record({
    method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT'),
    headers: fc.dictionary(
      fc.constantFrom(
        'X-Signature-Ed25519',
        'X-Signature-Timestamp',
        'x-xero-signature',
        'X-Hook-Secret',
        'Content-Type',
      ),
      fc.oneof(fc.string(), fc.constant('application/x-www-form-urlencoded')),
    ),
    body: fc.oneof(fc.json(), fc.uint8Array(), fc.constant('{"type":1}'), fc.constant('[null]')),
    query: fc.oneof(
      fc.constant(''),
      fc.string().map((value) => `?crc_token=${encodeURIComponent(value)}`),
    ),
  });
  await fc.assert(
    fc.asyncProperty(anything, async ({ headers, body, ...more }) => {
      const sent = request(headers, body, more);
      expect(await respondToHandshake(sent, {}, now)).toBeNull();
      const shaken = await respondToHandshake(sent, all, now);
      expect(shaken === null || shaken.response.status >= 200).toBe(true);
    }),
  );
});

describe('the link that confirms a subscription to Amazon SNS', () => {
  const message = (SubscribeURL: unknown, Type = 'SubscriptionConfirmation') =>
    JSON.stringify({
      Type,
      SubscribeURL,
      Token: 't',
      TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    });
  const url = 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn&Token=2336';

  it.each([url, url.replace('.com/', '.com.cn/')])('%s', (link) => {
    expect(subscribeUrl(message(link))).toBe(link);
  });

  it.each([
    ['another host', 'https://sns.us-west-2.amazonaws.com.evil.example/'],
    ['a host that only begins so', 'https://sns.evil.example/?sns.us-west-2.amazonaws.com'],
    ['somebody before the host', 'https://sns.us-west-2.amazonaws.com@evil.example/'],
    ['somebody at Amazon', 'https://a@sns.us-west-2.amazonaws.com/'],
    ['another port', 'https://sns.us-west-2.amazonaws.com:8443/'],
    ['no TLS', url.replace('https', 'http')],
    ['a script', 'javascript:alert(1)//sns.us-west-2.amazonaws.com'],
    ['no URL', 'sns.us-west-2.amazonaws.com'],
    ['no text', 7],
  ])('is none with %s', (_, link) => {
    expect(subscribeUrl(message(link))).toBeNull();
  });

  test('is none in what asks for no confirmation', () => {
    expect(subscribeUrl(message(url, 'Notification'))).toBeNull();
    expect(subscribeUrl('{')).toBeNull();
    expect(subscribeUrl('null')).toBeNull();
  });
});

describe('words', () => {
  const reply = { status: 200, ms: 1, complete: true, by: 'handshake' as const };
  it.each([
    [
      { ...reply, provider: 'slack', step: 'URL verification' },
      'Slack URL verification: responded with the challenge',
    ],
    [
      { ...reply, provider: 'discord', step: 'signature check', status: 401 },
      'Discord signature check: rejected with 401',
    ],
    [{ ...reply, provider: 'later', step: 'hello' }, 'later hello: responded with 200'],
    [{ ...reply, by: 'hand' as const }, null],
  ])('%j', (told, words) => {
    expect(handshakeWords(told)).toBe(words);
  });

  test('of a table row', () => {
    const slack = handshakes.find(({ provider }) => provider === 'slack')!;
    expect(wayWords(slack)).toEqual([
      'URL verification: responds with the challenge',
      'SSL check: responds with 200',
    ]);
  });
});
