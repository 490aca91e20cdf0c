import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { providers, recognise } from '#lib/providers/index.ts';
import { providerName } from '#lib/providers/names.ts';
import type { Recognisable } from '#lib/providers/recognise/reading.ts';
import { readableBytes } from '#lib/providers/recognise/reading.ts';
import { formType, request } from './request.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** A request as each provider documents it, and what is to be read from it. */
const documented: Record<string, [request: Recognisable, event: string | null, deliveryId: string | null][]> =
  {
    forgejo: [
      [
        request({
          'X-GitHub-Event': 'push',
          'X-Gitea-Event': 'push',
          'X-Forgejo-Event': 'push',
          'X-Forgejo-Delivery': 'd1',
        }),
        'push',
        'd1',
      ],
    ],
    gitea: [
      [
        request({
          'X-Gitea-Delivery': 'd1',
          'X-Gitea-Event': 'issues',
          'X-GitHub-Event': 'issues',
          'X-GitHub-Delivery': 'd1',
        }),
        'issues',
        'd1',
      ],
    ],
    github: [
      [
        request(
          {
            'User-Agent': 'GitHub-Hookshot/044aadd',
            'X-GitHub-Event': 'issues',
            'X-GitHub-Delivery': '72d3162e-cc78',
          },
          {
            action: 'opened',
          },
        ),
        'issues.opened',
        '72d3162e-cc78',
      ],
      [
        request(
          { ...formType, 'x-github-event': 'issues', 'x-github-delivery': '1' },
          `payload=${encodeURIComponent('{"action":"closed"}')}`,
        ),
        'issues.closed',
        '1',
      ],
    ],
    gitlab: [
      [
        request({
          'X-Gitlab-Event': 'Push Hook',
          'Idempotency-Key': 'k1',
          'X-Gitlab-Event-UUID': 'e1',
          'webhook-id': 'k1',
          'webhook-timestamp': '1',
          'webhook-signature': 'v1,x',
        }),
        'Push Hook',
        'k1',
      ],
    ],
    bitbucket: [
      [
        request({
          'X-Event-Key': 'repo:push',
          'X-Request-UUID': 'u1',
          'X-Hub-Signature': 'sha256=00',
        }),
        'repo:push',
        'u1',
      ],
    ],
    jira: [
      [
        request(
          { 'X-Atlassian-Webhook-Identifier': 'j1', 'X-Hub-Signature': 'sha256=00' },
          { webhookEvent: 'jira:issue_created' },
        ),
        'jira:issue_created',
        'j1',
      ],
    ],
    slack: [
      [
        request(
          { 'X-Slack-Signature': 'v0=00' },
          { type: 'event_callback', event_id: 'Ev1', event: { type: 'app_mention' } },
        ),
        'app_mention',
        'Ev1',
      ],
      [
        request(
          { 'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)' },
          { type: 'url_verification', challenge: 'c' },
        ),
        'url_verification',
        null,
      ],
      [
        request({ 'X-Slack-Signature': 'v0=00', ...formType }, 'token=x&command=%2Fweather&text=94070'),
        '/weather',
        null,
      ],
      [
        request(
          { 'X-Slack-Signature': 'v0=00', ...formType },
          `payload=${encodeURIComponent('{"type":"block_actions"}')}`,
        ),
        'block_actions',
        null,
      ],
    ],
    discord: [
      [request({ 'X-Signature-Ed25519': '00' }, { type: 2, id: '9' }), 'APPLICATION_COMMAND', '9'],
      [request({ 'X-Signature-Ed25519': '00' }, { version: 1, type: 0 }), 'PING', null],
      [
        request({ 'X-Signature-Ed25519': '00' }, { type: 1, event: { type: 'ENTITLEMENT_CREATE' } }),
        'ENTITLEMENT_CREATE',
        null,
      ],
    ],
    sendgrid: [
      [
        request({ 'X-Twilio-Email-Event-Webhook-Signature': 'x' }, [
          { event: 'delivered', sg_event_id: 's1' },
          {},
        ]),
        'delivered',
        's1',
      ],
    ],
    twilio: [
      [
        request(
          { ...formType, 'X-Twilio-Signature': 'x', 'I-Twilio-Idempotency-Token': 't1' },
          'MessageSid=SM1&SmsStatus=received',
        ),
        'received',
        't1',
      ],
      [
        request({ ...formType, 'X-Twilio-Signature': 'x' }, 'CallSid=CA1&CallStatus=ringing'),
        'ringing',
        null,
      ],
    ],
    mandrill: [
      [
        request(
          { ...formType, 'User-Agent': 'Mandrill-Webhook/1.0' },
          `mandrill_events=${encodeURIComponent('[{"event":"send"}]')}`,
        ),
        'send',
        null,
      ],
      [request(formType, 'mandrill_events=%5B%5D'), null, null],
    ],
    mailchimp: [
      [
        request(formType, 'type=subscribe&fired_at=2009-03-26+21%3A35%3A57&data%5Bid%5D=8a25ff1d98'),
        'subscribe',
        null,
      ],
    ],
    woocommerce: [
      [
        request({ 'X-WC-Webhook-Topic': 'order.created', 'X-WC-Webhook-Delivery-ID': 'w1' }, {}),
        'order.created',
        'w1',
      ],
      [
        request(
          { ...formType, 'User-Agent': 'WooCommerce/9.1 Hookshot (WordPress/6.6)' },
          'webhook_id=4',
          {},
        ),
        null,
        null,
      ],
    ],
    stripe: [
      [
        request({ 'Stripe-Signature': 't=1,v1=00' }, { id: 'evt_1', object: 'event', type: 'invoice.paid' }),
        'invoice.paid',
        'evt_1',
      ],
    ],
    shopify: [
      [
        request({ 'X-Shopify-Topic': 'orders/create', 'X-Shopify-Webhook-Id': 's1' }, {}),
        'orders/create',
        's1',
      ],
      [request({ 'shopify-topic': 'Product', 'shopify-event-id': 's2' }, {}), 'Product', 's2'],
    ],
    paypal: [
      [
        request({ 'PAYPAL-TRANSMISSION-ID': 'p1' }, { id: 'WH-1', event_type: 'PAYMENT.CAPTURE.COMPLETED' }),
        'PAYMENT.CAPTURE.COMPLETED',
        'WH-1',
      ],
    ],
    linear: [
      [
        request(
          { 'Linear-Event': 'Issue', 'Linear-Delivery': 'l1', 'Linear-Signature': '00' },
          { action: 'create' },
        ),
        'Issue.create',
        'l1',
      ],
    ],
    square: [
      [
        request({ 'x-square-hmacsha256-signature': 'x' }, { type: 'payment.created', event_id: 'q1' }),
        'payment.created',
        'q1',
      ],
    ],
    zoom: [[request({ 'x-zm-signature': 'v0=00' }, { event: 'meeting.started' }), 'meeting.started', null]],
    x: [
      [
        request({ 'x-twitter-webhooks-signature': 'sha256=' }, { for_user_id: '1', tweet_create_events: [] }),
        'tweet_create_events',
        null,
      ],
      [request({}, '', { method: 'GET', query: '?crc_token=t' }), null, null],
    ],
    sns: [
      [
        request(
          {
            'x-amz-sns-message-type': 'Notification',
            'x-amz-sns-message-id': 'n1',
            'Content-Type': 'text/plain; charset=UTF-8',
          },
          {},
        ),
        'Notification',
        'n1',
      ],
    ],
    'event-grid': [
      [
        request({ 'aeg-event-type': 'SubscriptionValidation' }, [
          { id: 'g1', eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent' },
        ]),
        'Microsoft.EventGrid.SubscriptionValidationEvent',
        'g1',
      ],
    ],
    dropbox: [
      [request({ 'X-Dropbox-Signature': '00' }, { list_folder: { accounts: ['a'] } }), 'list_folder', null],
    ],
    okta: [
      [
        request(
          {},
          {
            eventType: 'com.okta.event_hook',
            eventId: 'o1',
            data: { events: [{ eventType: 'user.lifecycle.create' }] },
          },
        ),
        'user.lifecycle.create',
        'o1',
      ],
      [request({ 'X-Okta-Verification-Challenge': 'c' }, '', { method: 'GET' }), null, null],
    ],
    hubspot: [
      [
        request({ 'X-HubSpot-Signature-v3': 'x' }, [{ subscriptionType: 'contact.creation', eventId: 100 }]),
        'contact.creation',
        '100',
      ],
    ],
    paddle: [
      [
        request(
          { 'Paddle-Signature': 'ts=1;h1=00' },
          { event_type: 'transaction.paid', event_id: 'evt_1', notification_id: 'ntf_1' },
        ),
        'transaction.paid',
        'ntf_1',
      ],
    ],
    zendesk: [
      [
        request(
          { 'X-Zendesk-Webhook-Signature': 'x', 'X-Zendesk-Webhook-Invocation-Id': 'z1' },
          { type: 'zen:event-type:ticket.created' },
        ),
        'zen:event-type:ticket.created',
        'z1',
      ],
    ],
    typeform: [
      [
        request({ 'Typeform-Signature': 'sha256=' }, { event_id: 't1', event_type: 'form_response' }),
        'form_response',
        't1',
      ],
    ],
    calendly: [
      [
        request({ 'Calendly-Webhook-Signature': 't=1,v1=00' }, { event: 'invitee.created' }),
        'invitee.created',
        null,
      ],
    ],
    vercel: [
      [
        request({ 'x-vercel-signature': '00' }, { id: 'v1', type: 'deployment.created' }),
        'deployment.created',
        'v1',
      ],
    ],
    webflow: [
      [request({ 'x-webflow-signature': '00' }, { triggerType: 'form_submission' }), 'form_submission', null],
    ],
    trello: [
      [
        request({ 'X-Trello-Webhook': 'x' }, { action: { type: 'updateCard', id: 't1' } }),
        'updateCard',
        't1',
      ],
    ],
    twitch: [
      [
        request({
          'Twitch-Eventsub-Message-Id': 'm1',
          'Twitch-Eventsub-Message-Type': 'notification',
          'Twitch-Eventsub-Subscription-Type': 'stream.online',
        }),
        'stream.online',
        'm1',
      ],
      [
        request({
          'Twitch-Eventsub-Message-Id': 'm2',
          'Twitch-Eventsub-Message-Type': 'webhook_callback_verification',
          'Twitch-Eventsub-Subscription-Type': 'stream.online',
        }),
        'webhook_callback_verification',
        'm2',
      ],
    ],
    asana: [
      [
        request(
          { 'X-Hook-Signature': '00' },
          { events: [{ action: 'changed', resource: { resource_type: 'task' } }] },
        ),
        'task.changed',
        null,
      ],
      [request({ 'X-Hook-Secret': 's' }, {}), null, null],
    ],
    xero: [
      [
        request({ 'x-xero-signature': 'x' }, { events: [{ eventCategory: 'INVOICE', eventType: 'UPDATE' }] }),
        'INVOICE.UPDATE',
        null,
      ],
    ],
    heroku: [
      [
        request(
          { 'Heroku-Webhook-Hmac-SHA256': 'x' },
          { action: 'create', resource: 'build', webhook_metadata: { delivery: { id: 'h1' } } },
        ),
        'build.create',
        'h1',
      ],
    ],
    sentry: [
      [
        request(
          { 'Sentry-Hook-Resource': 'issue', 'Request-ID': 'r1', 'Sentry-Hook-Signature': '00' },
          { action: 'created' },
        ),
        'issue.created',
        'r1',
      ],
    ],
    pagerduty: [
      [
        request(
          { 'X-PagerDuty-Signature': 'v1=00' },
          { event: { id: 'p1', event_type: 'incident.triggered' } },
        ),
        'incident.triggered',
        'p1',
      ],
    ],
    fusionauth: [
      [
        request({ 'X-FusionAuth-Signature-JWT': 'x' }, { event: { id: 'f1', type: 'user.create' } }),
        'user.create',
        'f1',
      ],
    ],
    svix: [
      [
        request(
          { 'svix-id': 'msg_1', 'svix-timestamp': '1', 'svix-signature': 'v1,x' },
          { type: 'user.created' },
        ),
        'user.created',
        'msg_1',
      ],
    ],
    'standard-webhooks': [
      [
        request(
          { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' },
          { type: 'response.completed' },
        ),
        'response.completed',
        'msg_1',
      ],
    ],
    cloudevents: [
      [
        request({ 'ce-specversion': '1.0', 'ce-type': 'com.example.made', 'ce-id': 'c1' }),
        'com.example.made',
        'c1',
      ],
      [
        request(
          { 'Content-Type': 'application/cloudevents+json; charset=utf-8' },
          { specversion: '1.0', type: 'com.example.made', id: 'c2' },
        ),
        'com.example.made',
        'c2',
      ],
      [
        request({ 'WebHook-Request-Origin': 'eventemitter.example.com' }, '', { method: 'OPTIONS' }),
        null,
        null,
      ],
    ],
    intercom: [
      [
        request(
          { 'X-Hub-Signature': 'sha1=00' },
          { type: 'notification_event', topic: 'conversation.user.created', id: 'notif_1' },
        ),
        'conversation.user.created',
        'notif_1',
      ],
    ],
    websub: [
      [
        request({}, '', {
          method: 'GET',
          query: '?hub.topic=https%3A%2F%2Fwww.youtube.com%2F&hub.mode=subscribe&hub.challenge=1',
        }),
        'subscribe',
        null,
      ],
      [
        request(
          {
            Link: '<https://pubsubhubbub.appspot.com>; rel=hub, <https://www.youtube.com/x>; rel=self',
            'X-Hub-Signature': 'sha1=00',
          },
          '<feed/>',
        ),
        null,
        null,
      ],
    ],
    meta: [
      [
        request(
          { 'X-Hub-Signature-256': 'sha256=00' },
          { object: 'page', entry: [{ changes: [{ field: 'feed' }] }] },
        ),
        'page.feed',
        null,
      ],
      [
        request({ 'User-Agent': 'facebookexternalua' }, '', {
          method: 'GET',
          query: '?hub.mode=subscribe&hub.challenge=1&hub.verify_token=t',
        }),
        null,
        null,
      ],
    ],
    graph: [
      [request({}, { value: [{ subscriptionId: 's', changeType: 'updated', id: 'n1' }] }), 'updated', 'n1'],
      [request({}, '', { query: '?validationToken=abc' }), null, null],
    ],
    monday: [
      [request({}, { event: { type: 'create_pulse', triggerUuid: 'm1', boardId: 5 } }), 'create_pulse', 'm1'],
    ],
    strava: [
      [
        request(
          {},
          { object_type: 'activity', aspect_type: 'create', subscription_id: 1, owner_id: 2, object_id: 3 },
        ),
        'activity.create',
        null,
      ],
    ],
    adyen: [
      [
        request(
          {},
          {
            live: 'false',
            notificationItems: [
              { NotificationRequestItem: { eventCode: 'AUTHORISATION', pspReference: '7914' } },
            ],
          },
        ),
        'AUTHORISATION',
        '7914:AUTHORISATION',
      ],
    ],
    postmark: [[request({}, { RecordType: 'Bounce', MessageStream: 'outbound', ID: 1 }), 'Bounce', null]],
    chargebee: [
      [
        request(
          {},
          { id: 'ev_1', object: 'event', occurred_at: 1, event_type: 'subscription_created', content: {} },
        ),
        'subscription_created',
        'ev_1',
      ],
    ],
  };

describe('a request is recognised as its provider documents it', () => {
  it.each(providers.map(({ id }) => id))('%s', (id) => {
    expect(documented[id], 'there is an example').toBeDefined();
    for (const [sent, event, deliveryId] of documented[id]!) {
      expect(recognise(sent)).toEqual({ id, event, deliveryId });
    }
  });

  it('whatever the case of its header names', () => {
    const shout = request({ 'STRIPE-SIGNATURE': 't=1,v1=00' }, { id: 'evt_1', type: 'a' });
    expect(recognise(shout)?.id).toBe('stripe');
  });
});

describe('no provider is seen in', () => {
  const plain = { 'Content-Type': 'application/json', 'User-Agent': 'curl/8.14.1' };
  it.each<[string, Recognisable]>([
    ['a plain request', request(plain, { hello: 'world' })],
    ['a message to a Slack incoming webhook', request(plain, { text: 'hi' })],
    [
      'a message to a Discord webhook',
      request(plain, { content: 'hi', embeds: [] }, { query: '?wait=true' }),
    ],
    ['a form of no service', request(formType, 'type=subscribe&email=a')],
    ['X-Hub-Signature of anybody', request({ 'X-Hub-Signature': 'sha1=00' }, { type: 'other' })],
    ['X-Hub-Signature-256 of anybody', request({ 'X-Hub-Signature-256': 'sha256=00' }, { object: 1 })],
    ['a Webhook-Signature alone', request({ 'Webhook-Signature': 'x' }, {})],
    [
      'a GET that could be of Meta or of Strava',
      request({}, '', { method: 'GET', query: '?hub.mode=subscribe' }),
    ],
    ['JSON with a provider’s words elsewhere', request(plain, { a: '"triggerUuid" "aspect_type"' })],
    ['JSON that is cut short', request(plain, '{"object_type":"activity","aspect_type":')],
  ])('%s', (_, sent) => expect(recognise(sent)).toBeNull());
});

test('every example of a GitHub delivery is recognised with its event', () => {
  const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
    name: string;
    examples: Record<string, unknown>[];
  }[];
  let count = 0;
  for (const { name, examples: payloads } of examples) {
    for (const payload of payloads) {
      const { action } = payload as { action?: string };
      const sent = request({ 'X-GitHub-Event': name, 'X-GitHub-Delivery': 'd1' }, payload);
      const event = action === undefined ? name : `${name}.${action}`;
      expect(recognise(sent)).toEqual({ id: 'github', event, deliveryId: 'd1' });
      count += 1;
    }
  }
  expect(count).toBe(329);
});

test('a long body is not read: the headers have to do', () => {
  const long = encode(`{"id":"evt_1","type":"a","data":"${'x'.repeat(readableBytes)}"}`);
  const sent = request({ 'Stripe-Signature': 't=1,v1=00' }, long);
  expect(recognise(sent)).toEqual({ id: 'stripe', event: null, deliveryId: null });
});

test('an event or an id that could be shown or compared wrongly is none', () => {
  const of = (id: unknown, type: unknown) =>
    recognise(request({ 'Stripe-Signature': 'x' }, JSON.stringify({ id, type })));
  expect(of('a\u0000b', 'x'.repeat(257))).toMatchObject({ event: null, deliveryId: null });
  expect(of({ a: 1 }, ['b'])).toMatchObject({ event: null, deliveryId: null });
  expect(of('\ud800', '')).toMatchObject({ event: null, deliveryId: null });
  const big = request({ 'Stripe-Signature': 'x' }, '{"id":12345678901234567890}');
  expect(recognise(big)).toMatchObject({ deliveryId: null });
});

describe('a provider', () => {
  it('has an id, a name and a source that nobody else has', () => {
    for (const [key, of] of [
      ['id', providers.map(({ id }) => id)],
      ['name', providers.map(({ name }) => name)],
      ['source', providers.map(({ source }) => source)],
    ] as const) {
      expect(new Set(of).size, key).toBe(providers.length);
    }
    for (const { id } of providers) expect(id).toMatch(/^[a-z][a-z-]*$/);
  });

  it('has the same name in lists of requests', () => {
    expect(providers.map(({ id }) => providerName({ id }))).toEqual(providers.map(({ name }) => name));
    expect(providerName({ id: 'constructor' })).toBe('constructor');
  });
});

test('any bytes and any headers are recognised or not, and never throw', () => {
  const names = providers.flatMap(({ marks }) =>
    marks.flatMap(({ sign }) => ('header' in sign ? [sign.header] : [])),
  );
  const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) });
  const header = fc.tuple(
    fc.oneof(fc.constantFrom(...names, 'Content-Type', 'User-Agent'), byteString),
    byteString,
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.json().map(encode),
    fc.constantFrom('[null]', '{"value":[null]}', '{"event":null}', 'null', '[[[').map(encode),
  );
  const form = fc.constantFrom<readonly [string, string][]>([], Object.entries(formType));
  fc.assert(
    fc.property(
      fc.array(header),
      form,
      body,
      byteString,
      byteString,
      (headers, more, bytes, method, rest) => {
        const found = recognise({
          method,
          target: `/b/x${rest}`,
          prefixLength: 4,
          headers: [...headers, ...more],
          body: bytes,
        });
        expect(found === null || typeof found.id === 'string').toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
