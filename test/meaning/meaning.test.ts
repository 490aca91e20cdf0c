import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '#lib/meaning/index.ts';
import { processorClock } from '../support/processor-clock.ts';

const receivedAt = Date.parse('2026-11-23T07:41:12.304Z');
const words = (value: string, name: string | null = null) =>
  meaningOf({ name, value, receivedAt })?.words ?? null;
const coded = (text: string) => Buffer.from(text).toString('base64');

/** A token as servers make them (RFC 7515 §7.1). */
function tokenOf(claims: object): string {
  const head = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${head}.${createHmac('sha256', 'secret').update(head).digest('base64url')}`;
}

describe('what a value says', () => {
  test.each<[value: string, name: string | null, says: string]>([
    ['2026-11-23T08:41:09+01:00', null, '3.3 s before receipt'],
    ['2026-11-23T07:41:12.304Z', null, 'at receipt'],
    ['2025-11-20 07:41:12Z', null, '1 year before receipt'],
    ['Mon, 23 Nov 2026 07:40:12 GMT', null, '1 min before receipt'],
    ['1795419672', 'created', '2026-11-23T07:41:12Z, 0.3 s before receipt'],
    ['1795423272', 'exp', '2026-11-23T08:41:12Z, 59 min after receipt'],
    ['1795419672304', 'sentAt', '2026-11-23T07:41:12.304Z, at receipt'],
    ['1795419672.3041', 'ts', '2026-11-23T07:41:12.304Z, at receipt'],
    ['978307200', 'created', 'null'],
    ['1000000000', 'created_at', '2001-09-09T01:46:40Z, 25 years before receipt'],
    ['1000000000', 'phone', 'null'],
    ['4915112345', 'to', 'null'],
    ['019aafb8-a7d0-7cc0-98c8-7a1f2b3c4d5e', null, 'UUIDv7, created 364 days before receipt'],
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', null, 'UUIDv1, created 29 years before receipt'],
    ['72d3162e-cc78-41e3-81ab-4c9367dc0958', null, 'null'],
    ['{"a":1,"b":[2]}', 'payload', 'JSON in a string, 2 keys'],
    ['[{"a":1}]', 'Message', 'JSON in a string, 1 item'],
    ['{not json', null, 'null'],
    ['{{template}}', null, 'null'],
    [coded('Hello, this is text'), null, 'base64-encoded text'],
    ['Basic YWxhZGRpbjpvcGVuc2VzYW1l', 'Authorization', 'username and password'],
    ['sid=1; theme=dark', 'Cookie', '2 cookies'],
    ['sid=1; theme=dark', 'X-Other', 'null'],
    [
      '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      'traceparent',
      'trace 4bf92f35…, span 00f067aa…, sampled',
    ],
    [coded('{"a":"some JSON"}'), null, 'base64-encoded JSON'],
    [
      `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64')}`,
      null,
      'base64-encoded image/png, 12 B',
    ],
    ['757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17', null, 'null'],
    ['refs/heads/main/and/a/long/path', null, 'null'],
    ['application/json', null, 'null'],
    ['Fix the race in reconnect', null, 'null'],
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', null, 'null'],
  ])('%j as %s: %s', (value, name, says) => {
    expect(String(words(value, name))).toBe(says);
  });
});

test('a token is opened, and said to be not verified', () => {
  const token = tokenOf({ sub: '1', id: 12345678901234567890n.toString(), exp: receivedAt / 1000 + 7200 });
  const meaning = meaningOf({ name: 'Authorization', value: `Bearer ${token}`, receivedAt })!;
  expect(meaning.words).toBe('JWT, HS256, exp 2 h after receipt, not verified');
  expect(meaning.details).toEqual([
    { title: 'Header', text: '{"alg":"HS256","typ":"JWT"}', isJson: true, note: null },
    {
      title: 'Claims',
      text: expect.stringContaining('"sub":"1"'),
      isJson: true,
      note: 'Not verified: anyone can create such a token.',
    },
  ]);
});

test('a token whose parts are no JSON is none', () => {
  expect(words('eyJhbGciOi.eyJzdWIiOiI.abc')).toBeNull();
});

test('what base64 holds is what was put in, or nothing is said', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12, unit: fc.constantFrom('a', 'é', ' ', '1', '{', '€') }), (text) => {
      const meaning = meaningOf({ name: null, value: coded(text), receivedAt });
      if (meaning) expect(meaning.details[0]!.text).toBe(text);
    }),
  );
});

test('bytes at random hardly ever seem to be text', () => {
  const bytes = fc.uint8Array({ minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(bytes, (random) => {
      expect(words(Buffer.from(random).toString('base64')) ?? 'nothing').not.toBe('base64-encoded JSON');
    }),
  );
});

test('no value is too odd', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('e', 'y', 'J', '.', '{', '"', '[', '1', '-', 'T', ':', 'Z') }),
  );
  fc.assert(
    fc.property(text, text, (name, value) => {
      meaningOf({ name, value, receivedAt });
      meaningOf({ name, value: `eyJ${value}.eyJ${value}.x`, receivedAt });
    }),
  );
});

test.each([
  ['braces', '{"'.repeat(90_000)],
  ['letters', 'aB'.repeat(90_000)],
  ['the beginning of a token', `eyJ${'-'.repeat(190_000)}`],
  ['digits', '1'.repeat(190_000)],
])('a value of very many %s is looked at quickly', (_what, value) => {
  const start = processorClock();
  words(value, value);
  expect(processorClock() - start).toBeLessThan(500);
});
