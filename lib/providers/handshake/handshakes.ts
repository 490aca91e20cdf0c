import type { Given, Handshake, Mac, Token, Trait, Way } from './handshake.ts';

/**
 * Every handshake that is answered; `source` of a provider says where it is documented. Where a request could be of two,
 * the first in this list has it: those that answer every GET or HEAD come last. Amazon SNS is not here: it wants a URL to
 * be opened, which people do by a click (`subscribe-url.ts`).
 */

const token: Token = { give: 'token' };
const mac = (encoding: Mac['encoding'], prefix = ''): Mac => ({ give: 'hmac', encoding, prefix });

const asText: Given = { status: 200, body: token };
const empty: Given = { status: 200 };
const post = { method: 'POST' };
const get = { method: 'GET' };

/** Meta, Strava and WebSub ask alike (W3C WebSub §5.3); only WebSub names a topic. */
const hub: readonly Trait[] = [{ query: 'hub.mode', is: 'subscribe' }, { query: 'hub.challenge' }];
const hubWithoutTopic: readonly Trait[] = [...hub, { query: 'hub.topic', isMissing: true }];
const hubToken = { query: 'hub.challenge' } as const;

const verifyToken: Pick<Handshake, 'secret' | 'guard'> = {
  secret: { name: 'Verify token', needed: false, help: 'Empty: any token is taken.' },
  guard: {
    checks: 'verify token',
    ...get,
    traits: hubWithoutTopic,
    by: { query: 'hub.verify_token' },
    refusal: 403,
  },
};

const head: Way = { asks: 'URL check', gives: '200', method: 'HEAD', traits: [], reply: empty };
const everyHead = 'Every HEAD gets 200, whatever the rules say.';

export const handshakes: readonly Handshake[] = [
  {
    provider: 'slack',
    ways: [
      {
        asks: 'URL verification',
        gives: 'the challenge',
        ...post,
        traits: [{ json: 'type', is: 'url_verification' }],
        token: { json: 'challenge' },
        reply: asText,
      },
      { asks: 'SSL check', gives: '200', ...post, traits: [{ form: 'ssl_check', is: '1' }], reply: empty },
    ],
  },
  {
    provider: 'discord',
    secret: { name: 'Public key', needed: true, help: 'In hexadecimal, of the application.' },
    guard: {
      checks: 'signature',
      ...post,
      traits: [{ header: 'X-Signature-Ed25519' }],
      by: 'signature',
      refusal: 401,
    },
    ways: [
      {
        asks: 'PING',
        gives: 'PONG',
        ...post,
        traits: [
          { header: 'X-Signature-Ed25519' },
          { json: 'type', is: '1' },
          { json: 'event', isMissing: true },
        ],
        reply: { status: 200, body: { json: { type: 1 } } },
      },
      {
        asks: 'PING of events',
        gives: '204',
        ...post,
        traits: [{ header: 'X-Signature-Ed25519' }, { json: 'type', is: '0' }],
        reply: { status: 204, headers: [['Content-Type', 'application/json']] },
      },
    ],
  },
  {
    provider: 'zoom',
    secret: { name: 'Secret token', needed: true, help: 'Of the app’s Features page.' },
    ways: [
      {
        asks: 'URL validation',
        gives: 'the encrypted token',
        ...post,
        traits: [{ json: 'event', is: 'endpoint.url_validation' }],
        token: { json: 'payload.plainToken' },
        reply: { status: 200, body: { json: { plainToken: token, encryptedToken: mac('hex') } } },
      },
    ],
  },
  {
    provider: 'x',
    secret: { name: 'Consumer secret', needed: true, help: 'Of the app, also called API secret key.' },
    ways: [
      {
        asks: 'challenge-response check',
        gives: 'the response token',
        ...get,
        traits: [],
        token: { query: 'crc_token' },
        reply: { status: 200, body: { json: { response_token: mac('base64', 'sha256=') } } },
      },
    ],
  },
  {
    provider: 'twitch',
    ways: [
      {
        asks: 'callback verification',
        gives: 'the challenge',
        ...post,
        traits: [{ header: 'Twitch-Eventsub-Message-Type', is: 'webhook_callback_verification' }],
        token: { json: 'challenge' },
        reply: asText,
      },
    ],
  },
  {
    provider: 'okta',
    ways: [
      {
        asks: 'one-time verification',
        gives: 'the challenge',
        ...get,
        traits: [],
        token: { header: 'X-Okta-Verification-Challenge' },
        reply: { status: 200, body: { json: { verification: token } } },
      },
    ],
  },
  {
    provider: 'asana',
    ways: [
      {
        asks: 'handshake',
        gives: 'its X-Hook-Secret',
        ...post,
        traits: [],
        token: { header: 'X-Hook-Secret' },
        reply: { status: 200, headers: [['X-Hook-Secret', token]] },
      },
    ],
  },
  {
    provider: 'event-grid',
    ways: [
      {
        asks: 'subscription validation',
        gives: 'the validation code',
        ...post,
        traits: [{ header: 'Aeg-Event-Type', is: 'SubscriptionValidation' }],
        token: { json: '0.data.validationCode' },
        reply: { status: 200, body: { json: { validationResponse: token } } },
      },
    ],
  },
  {
    provider: 'cloudevents',
    ways: [
      {
        // CloudEvents HTTP 1.1 Web Hooks §4; Event Grid asks so where events have the schema of CloudEvents.
        asks: 'validation request',
        gives: 'WebHook-Allowed-Origin',
        method: 'OPTIONS',
        traits: [],
        token: { header: 'WebHook-Request-Origin' },
        reply: {
          status: 200,
          headers: [
            ['WebHook-Allowed-Origin', token],
            ['WebHook-Allowed-Rate', '*'],
            ['Allow', 'POST'],
          ],
        },
      },
    ],
  },
  {
    provider: 'graph',
    ways: [
      {
        asks: 'endpoint validation',
        gives: 'the validation token',
        ...post,
        traits: [],
        token: { query: 'validationToken' },
        reply: asText,
      },
    ],
  },
  {
    provider: 'websub',
    ways: ['subscribe', 'unsubscribe'].map((mode) => ({
      asks: mode === 'subscribe' ? 'verification of intent' : 'verification of the end',
      gives: 'the challenge',
      ...get,
      traits: [{ query: 'hub.mode', is: mode }, { query: 'hub.topic' }],
      token: hubToken,
      reply: asText,
    })),
  },
  {
    provider: 'meta',
    ...verifyToken,
    ways: [
      {
        asks: 'verification request',
        gives: 'the challenge',
        ...get,
        traits: hubWithoutTopic,
        token: hubToken,
        reply: asText,
      },
    ],
  },
  {
    provider: 'strava',
    ...verifyToken,
    ways: [
      {
        asks: 'callback validation',
        gives: 'the challenge',
        ...get,
        traits: hubWithoutTopic,
        token: hubToken,
        reply: { status: 200, body: { json: { 'hub.challenge': token } } },
      },
    ],
  },
  {
    provider: 'dropbox',
    ways: [
      {
        asks: 'verification request',
        gives: 'the challenge',
        ...get,
        traits: [],
        token: { query: 'challenge' },
        reply: asText,
      },
    ],
  },
  {
    provider: 'monday',
    ways: [
      {
        asks: 'URL verification',
        gives: 'the challenge',
        ...post,
        traits: [
          { json: 'type', isMissing: true },
          { json: 'event', isMissing: true },
        ],
        token: { json: 'challenge' },
        reply: { status: 200, body: { json: { challenge: token } } },
      },
    ],
  },
  {
    provider: 'xero',
    secret: { name: 'Webhook key', needed: true, help: 'Of the app’s Webhooks page.' },
    guard: {
      checks: 'signature',
      ...post,
      traits: [{ header: 'X-Xero-Signature' }],
      by: 'signature',
      refusal: 401,
    },
    ways: [
      {
        asks: 'intent to receive',
        gives: '200',
        ...post,
        traits: [{ header: 'X-Xero-Signature' }, { json: 'entropy' }, { json: 'events.0', isMissing: true }],
        reply: empty,
      },
    ],
  },
  {
    provider: 'mandrill',
    ways: [
      { asks: 'test', gives: '200', ...post, traits: [{ form: 'mandrill_events', is: '[]' }], reply: empty },
      head,
    ],
    beware: everyHead,
  },
  {
    provider: 'intercom',
    ways: [
      {
        asks: 'ping',
        gives: '200',
        ...post,
        traits: [
          { json: 'type', is: 'notification_event' },
          { json: 'topic', is: 'ping' },
        ],
        reply: empty,
      },
      head,
    ],
    beware: everyHead,
  },
  { provider: 'trello', ways: [head], beware: everyHead },
  {
    provider: 'mailchimp',
    ways: [{ ...head, ...get }],
    beware: 'Every GET gets 200, whatever the rules say.',
  },
];
