import { describe, expect, test } from 'vitest';
import type { SendTo } from '#components/inspector/destination/remembered.ts';
import { usualOptions } from '#components/inspector/destination/send-options.ts';
import { requestTarget, urlSentTo, usualTarget } from '#components/inspector/destination/sent-target.ts';
import { blankBase } from '#components/inspector/send/base.ts';
import { type Base, type DraftEvent, draftOf, reduceDraft } from '#components/inspector/send/draft.ts';
import { preparedChanges } from '#components/inspector/send/prepared.ts';
import { orderOf, requestToSign, unchangedOrder } from '#components/inspector/send/send-order.ts';
import type { Source } from '#components/inspector/send/source.ts';
import { newDeliveryShape } from '#lib/model/delivery-input.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';

const captureUrl = 'https://bin.example/b/orders';
const base: Base = {
  ...blankBase,
  target: { path: '/hook?a=1', addedQuery: '' },
  headers: [
    ['Host', 'bin.example'],
    ['Content-Type', 'application/json'],
  ],
  body: new TextEncoder().encode('{"a":1}'),
  bodySize: 7,
};
const capture: Source = { is: 'capture', seq: 12, url: `${captureUrl}/hook?a=1`, provider: null };
const server: SendTo = { url: 'http://localhost:3000' };
const webhook: SendTo = { url: 'http://localhost:3000/api/hooks?from=dev' };

function order(
  source: Source,
  to: SendTo,
  {
    events = [],
    signed = null,
    times = 1,
  }: { events?: DraftEvent[]; signed?: Signed | null; times?: number } = {},
) {
  const draft = events.reduce(reduceDraft, draftOf(base));
  const input = orderOf({
    source,
    draft,
    to,
    options: usualOptions,
    repeat: { times, gapMs: 100 },
    signed,
    captureUrl,
  });
  expect(newDeliveryShape.safeParse(input).error).toBeUndefined();
  return input;
}

describe('what the API is given', () => {
  test('of an unchanged request is its number alone, so that it is sent as it is stored', () => {
    for (const to of ['self', webhook, server] as const) {
      expect(order(capture, to)).toEqual({ to, capture: 12 });
      // This is all that links to one request may send.
      expect(unchangedOrder(12, to)).toEqual({ to, capture: 12 });
    }
  });

  test('of an edited request is what was edited', () => {
    const body = { is: 'hex', text: 'ff 00' } as const;
    expect(order(capture, 'self', { events: [{ type: 'body', body }] }).request).toEqual({
      body: { base64: '/wA=' },
    });
    expect(order(capture, 'self', { events: [{ type: 'header-switched', id: 0 }] }).request).toEqual({
      headers: [['Content-Type', 'application/json']],
    });
    expect(order(capture, webhook, { events: [{ type: 'target', text: '/x' }] }).request).toEqual({
      target: '/x',
    });
    expect(order(capture, server, { events: [{ type: 'method', text: 'PUT' }] }).request).toEqual({
      method: 'PUT',
    });
    const emptied = order(capture, 'self', {
      events: [{ type: 'body', body: { is: 'text', text: '', lineBreak: '\n' } }],
    });
    expect(emptied.request).toEqual({ body: { text: '' } });
  });

  test('of another request is all of it', () => {
    expect(order({ is: 'blank' }, webhook, { times: 3 })).toEqual({
      to: webhook,
      request: {
        method: 'POST',
        target: '/api/hooks?from=dev',
        headers: base.headers,
        body: { text: '{"a":1}' },
      },
      repeat: { times: 3, gapMs: 100 },
    });
  });

  test('of a signed request are its new headers, and target and body where they were signed', () => {
    const draft = draftOf(base);
    const unsigned = requestToSign({ draft, to: 'self', captureUrl })!;
    const signed = { ...unsigned, headers: [['X-Signature', 'new']] as const };
    expect(order(capture, 'self', { signed })).toEqual({
      to: 'self',
      capture: 12,
      request: { headers: [['X-Signature', 'new']] },
    });
    const inUrl = { ...unsigned, url: `${unsigned.url}&bodySHA256=0`, body: new TextEncoder().encode('{}') };
    expect(order(capture, 'self', { signed: inUrl }).request).toMatchObject({
      target: '/hook?a=1&bodySHA256=0',
      body: { text: '{}' },
    });
  });
});

describe('where a request goes', () => {
  test('is its own path, unless the URL has one', () => {
    const own = { path: '/hook?a=1', addedQuery: '' };
    expect(usualTarget('self', own)).toBe('/hook?a=1');
    expect(usualTarget(server, own)).toBe('/hook?a=1');
    expect(usualTarget(webhook, own)).toBe('/api/hooks?from=dev');
    expect(usualTarget(webhook, { path: '/?b=2', addedQuery: '?b=2' })).toBe('/api/hooks?from=dev&b=2');
  });

  test('is below the capture URL for a bin', () => {
    expect(requestTarget('self', '/a//b%2F', captureUrl)).toBe('/b/orders/a//b%2F');
    expect(urlSentTo('self', '/a', captureUrl)).toBe('https://bin.example/b/orders/a');
    expect(urlSentTo(webhook, '/x', captureUrl)).toBe('http://localhost:3000/x');
  });
});

test('what a connection changes is known beforehand, with reasons', () => {
  const prepared = preparedChanges(draftOf(base), { to: webhook, options: usualOptions, captureUrl });
  expect(prepared).toMatchObject({
    is: 'ready',
    changes: [
      { what: 'added', header: 'Content-Length', value: '7' },
      { what: 'replaced', header: 'Host', value: 'localhost:3000', because: expect.stringMatching(/\.$/) },
    ],
  });
  const wrong = reduceDraft(draftOf(base), { type: 'header-name', id: 0, text: 'no name' });
  expect(preparedChanges(wrong, { to: webhook, options: usualOptions, captureUrl })).toMatchObject({
    is: 'unsendable',
  });
  expect(preparedChanges(wrong, { to: { url: 'nowhere' }, options: usualOptions, captureUrl })).toEqual({
    is: 'unknown',
  });
});
