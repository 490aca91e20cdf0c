import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseJsonPath } from '#lib/body/json/path.ts';
import { eventFacts, eventReaders } from '#lib/event-facts/index.ts';
import { minorMoney, money, stripeMoney } from '#lib/event-facts/money.ts';
import type { Header } from '#lib/model/capture.ts';
import { providers } from '#lib/providers/index.ts';
import { at } from '#lib/providers/recognise/reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function factsOf(value: unknown, { provider = '', event = '', headers = [] as Header[], query = '' } = {}) {
  const body = bytes(typeof value === 'string' ? value : JSON.stringify(value));
  const request = { method: 'POST', target: `/b/x7k2${query}`, prefixLength: 7, headers, body };
  return eventFacts(
    request,
    provider === '' ? null : { id: provider, event: event || null, deliveryId: null },
  );
}

const form: Header = ['Content-Type', 'application/x-www-form-urlencoded'];

describe('a sentence and facts', () => {
  it.each([
    [
      'a push',
      { provider: 'github', event: 'push' },
      {
        ref: 'refs/heads/main',
        pusher: { name: 'octocat' },
        commits: [{}, {}],
        repository: { full_name: 'octo/hello-world' },
      },
      'octocat pushed 2 commits to main of octo/hello-world',
    ],
    [
      'an event of GitHub without a sentence of its own',
      { provider: 'github', event: 'custom_property.created' },
      { action: 'created', repository: { full_name: 'octo/hello-world' }, sender: { login: 'octocat' } },
      'Custom property was created in octo/hello-world by octocat',
    ],
    [
      'a payment in a currency without minor units',
      { provider: 'stripe', event: 'payment_intent.succeeded' },
      {
        type: 'payment_intent.succeeded',
        data: { object: { object: 'payment_intent', amount: 2000, currency: 'jpy' } },
      },
      'Payment of ¥2,000 succeeded',
    ],
    [
      'an event of Slack with a type that is not known',
      { provider: 'slack', event: 'channel_archive' },
      { type: 'event_callback', event: { type: 'channel_archive', channel: 'C1', user: 'U1' } },
      'Slack event “channel_archive” in C1',
    ],
  ])('say what happened: %s', (_, options, payload, sentence) => {
    expect(factsOf(payload, options)?.sentence).toBe(sentence);
  });

  it('are taken from forms, without places', () => {
    const found = factsOf('From=%2B1202&To=%2B1203&Body=Hello+there&SmsStatus=received&MessageSid=SM1', {
      provider: 'twilio',
      headers: [form],
    });
    expect(found).toEqual({
      sentence: 'A message from +1202 to +1203 was received',
      facts: [
        { name: 'From', value: '+1202', place: null },
        { name: 'To', value: '+1203', place: null },
        { name: 'Text', value: 'Hello there', place: null },
        { name: 'Message', value: 'SM1', place: null },
      ],
    });
  });

  it('of unknown senders are the telling fields, also of the part that holds the subject', () => {
    const found = factsOf({
      zone: 4,
      id: 'evt_1',
      type: 'order.paid',
      data: { status: 'paid', colour: 'blue' },
    });
    expect(found).toEqual({
      sentence: null,
      facts: [
        { name: 'type', value: 'order.paid', place: '$.type' },
        { name: 'id', value: 'evt_1', place: '$.id' },
        { name: 'data.status', value: 'paid', place: '$.data.status' },
      ],
    });
    expect(factsOf('a=1&b=2', { headers: [form] })?.facts.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(factsOf('plain text')).toBeNull();
    expect(factsOf([1, 2])).toBeNull();
  });

  it('are one line of limited length, and of a body that is not too long', () => {
    const long = 'a\n b '.repeat(40_000);
    const found = factsOf({ type: 'x', text: long }, {});
    const value = found?.facts.find(({ name }) => name === 'text')?.value ?? '';
    expect(value).toHaveLength(160);
    expect(value).toMatch(/^a b a b .*…$/);
    expect(factsOf({ type: 'x', text: 'a'.repeat(300_000) })).toBeNull();
  });

  it('are never numbers that JavaScript has rounded', () => {
    const found = factsOf('{"type":"x","id":12345678901234567890,"amount":0.12345678901234567,"total":12.5}');
    expect(found?.facts.map(({ name }) => name)).toEqual(['type', 'total']);
  });

  it('are the masked values, where the viewer gets no others', () => {
    const found = factsOf(
      { type: 'customer.created', data: { object: { object: 'customer', id: 'cus_1', email: '•••' } } },
      { provider: 'stripe' },
    );
    expect(JSON.stringify(found)).toContain('•••');
  });
});

describe('amounts', () => {
  it('have the decimals that Stripe counts in', () => {
    expect(stripeMoney(2000, 'usd')).toBe('$20.00');
    expect(stripeMoney(2000, 'jpy')).toBe('¥2,000');
    expect(stripeMoney(2000, 'kwd')).toBe('KWD 2.000');
    expect(stripeMoney(2000, 'mga')).toBe('MGA 2,000');
    expect(stripeMoney(2000, 'huf')).toBe('HUF 20.00');
  });
  it('have the minor units of their currency elsewhere', () => {
    expect(minorMoney(4800, 'EUR')).toBe('€48.00');
    expect(minorMoney(4800, 'JPY')).toBe('¥4,800');
    expect(money(48, 'USD')).toBe('$48.00');
    expect(money(48.5, null)).toBe('48.50');
  });
  it('are left out where they are not amounts', () => {
    expect(stripeMoney(0.5, 'usd')).toBeNull();
    expect(stripeMoney(2000, 'dollars')).toBeNull();
    expect(minorMoney(null, 'USD')).toBeNull();
  });
});

/** JSON in which the names that readers look for are frequent. */
const names = [
  ...'action answers attributes canceled challenge changes channel commits customer data detail'.split(' '),
  ...'entry event eventType event_type events form_response id issue items member messages name'.split(' '),
  ...'object object_attributes object_kind payload pull_request ref repository resource sender status'.split(
    ' ',
  ),
  ...'subscriptionType target text total type user value'.split(' '),
];
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.constantFrom('created', 'event_callback', 'push', 'a.b', 'refs/tags/x', '', -0, 1e300, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 8 }),
  ),
})).value;
const anyProvider = fc.constantFrom('', ...providers.map(({ id }) => id));

test('any JSON gives limited facts whose places lead to their values, or nothing, for every provider', () => {
  fc.assert(
    fc.property(anyJson, anyProvider, fc.string(), fc.boolean(), (value, provider, event, isForm) => {
      const text = JSON.stringify(value);
      const found = factsOf(isForm ? `payload=${encodeURIComponent(text)}&a=1` : value, {
        provider,
        event,
        headers: isForm ? [form] : [],
      });
      if (found === null) return;
      expect(found.sentence?.length ?? 0).toBeLessThanOrEqual(300);
      expect(found.facts.length).toBeLessThanOrEqual(6);
      for (const { name, value: shown, place } of found.facts) {
        expect(name.length).toBeLessThanOrEqual(160);
        expect(shown.length).toBeLessThanOrEqual(160);
        expect(shown).not.toMatch(/[\r\n]/);
        if (place === null) continue;
        const path = parseJsonPath(place);
        expect(at(value, path!.map(String))).not.toBeUndefined();
      }
    }),
    { numRuns: 3000 },
  );
});

test('every reader is of a provider, and a provider has one reader', () => {
  const ids = eventReaders.flatMap(({ providers: own }) => own);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !providers.some((provider) => provider.id === id))).toEqual([]);
});
