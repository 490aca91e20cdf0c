import { describe, expect, test } from 'vitest';
import { usualOptions } from '#components/inspector/destination/send-options.ts';
import { requestTarget } from '#components/inspector/destination/sent-target.ts';
import { draftOf } from '#components/inspector/send/draft.ts';
import { findDrafts } from '#components/inspector/send/find-drafts.ts';
import { pastedStart } from '#components/inspector/send/pasted-start.ts';
import { orderOf, targetOf } from '#components/inspector/send/send-order.ts';
import { readDrafts } from '#lib/drafts/index.ts';
import { newDeliveryShape } from '#lib/model/delivery-input.ts';

const captureUrl = 'https://bin.example/b/orders';
const bin = { captureUrl, sending: { toUrls: true, unverified: true } };

const drafts = (text: string) => readDrafts(text).drafts;
const started = (text: string, there: typeof bin = bin) => pastedStart(drafts(text)[0]!, there);

/** What the API is given for an unedited request. */
function order(text: string, there = bin) {
  const { base, to, options } = started(text, there);
  const input = orderOf({
    source: { is: 'paste' },
    draft: draftOf(base),
    to,
    options,
    repeat: { times: 1, gapMs: 0 },
    signed: null,
    captureUrl,
  });
  expect(newDeliveryShape.safeParse(input).error).toBeUndefined();
  return input;
}

describe('a pasted request in the editor', () => {
  test('has method, target, headers, body, destination and options of the text', () => {
    const text = `curl -k -L --max-time 5 -X PUT 'https://api.example/orders?id=1' -H 'X-Trace: a' -A '' -H 'Accept:' -H 'Content-Type: application/json' -d '{"id":1}'`;
    expect(order(text)).toEqual({
      to: { url: 'https://api.example/orders?id=1' },
      request: {
        method: 'PUT',
        target: '/orders?id=1',
        headers: [
          ['X-Trace', 'a'],
          ['Content-Type', 'application/json'],
        ],
        body: { text: '{"id":1}' },
      },
      followRedirects: true,
      verifyCertificate: false,
      timeoutMs: 5000,
    });
    expect(started(text).notes).toEqual([]);
  });

  test('keeps bytes that are not text, a Host of its own, and trailers', () => {
    expect(order(String.raw`curl https://api.example/ -H 'Host: other.example' -d $'\xff'`)).toMatchObject({
      host: 'original',
      request: { body: { base64: '/w==' } },
    });
    const chunked =
      'POST /a HTTP/1.1\r\nHost: api.example\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Sum: 1\r\n\r\n';
    expect(order(chunked).request).toMatchObject({ body: { text: 'x' }, trailers: [['X-Sum', '1']] });
  });

  test.each([
    ['https://bin.example/b/orders/hook?a=1', 'self', '/hook?a=1'],
    ['https://bin.example/b/orders?a=1', 'self', '/?a=1'],
    ['https://bin.example/b/orders2/hook', { url: 'https://bin.example/b/orders2/hook' }, '/b/orders2/hook'],
    ['https://api.example', { url: 'https://api.example/' }, '/'],
    ['https://api.example/a|b', { url: 'https://api.example/a|b' }, '/a|b'],
  ])('is sent to %s, with its target byte for byte', (url, to, target) => {
    const { base, to: destination } = started(`curl '${url}'`);
    expect(destination).toEqual(to);
    expect(targetOf({ draft: draftOf(base), to: destination })).toBe(target);
  });

  test('names the server alone where parsing the URL would change the target', () => {
    const message = 'GET https://api.example/a/../b HTTP/1.1\nHost: api.example\n\n';
    const { base, to } = started(message);
    expect(targetOf({ draft: draftOf(base), to })).toBe(drafts(message)[0]!.request.target);
  });

  test('goes to this bin when the text names no destination', () => {
    const { base, to, options, notes } = started('POST /hook HTTP/1.1\n\nx');
    expect(notes).toEqual(['The text names no destination, so the destination is this bin.']);
    expect([to, base.target.path, options.timeoutMs]).toEqual(['self', '/hook', usualOptions.timeoutMs]);
    expect(requestTarget('self', base.target.path, captureUrl)).toBe('/b/orders/hook');
  });

  test('leaves out what the server does not allow, and says so', () => {
    const text = 'curl -k -m 600 -0 https://api.example/orders';
    const verified = started(text, { captureUrl, sending: { toUrls: true, unverified: false } });
    expect(verified.options).toMatchObject({ verifyCertificate: true, timeoutMs: 120_000 });
    expect(verified.notes).toEqual(
      expect.arrayContaining([
        'This server always verifies certificates.',
        'The request uses HTTP/1.0. It is sent as HTTP/1.1.',
        'The time limit is 120 s.',
      ]),
    );
    const own = started(text, { captureUrl, sending: { toUrls: false, unverified: true } });
    expect(own.to).toBe('self');
    expect(own.notes).toContain(
      'This server does not send to https://api.example, so the destination is this bin.',
    );
  });
});

describe('the requests of a text', () => {
  const text = Array.from(
    { length: 70 },
    (_, index) => `### ${index === 3 ? 'Pay invoice' : ''}\nPOST https://api.example/n/${index}\n\n{}\n`,
  ).join('\n');
  const many = drafts(text);

  test('are listed in their order, and so many at a time', () => {
    const { items, more } = findDrafts(many, '');
    expect([items.length, more]).toEqual([60, 10]);
    expect(items[0]).toEqual({ index: 0, name: 'POST /n/0', about: 'api.example' });
    expect(items[3]).toEqual({ index: 3, name: 'Pay invoice', about: 'POST api.example/n/3' });
  });

  test('are found by name, method, host and path', () => {
    expect(findDrafts(many, 'INVOICE pay').items.map(({ index }) => index)).toEqual([3]);
    expect(findDrafts(many, 'post api.example /n/42').items.map(({ index }) => index)).toEqual([42]);
    expect(findDrafts(many, 'delete')).toEqual({ items: [], more: 0 });
  });
});
