import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findProblems } from '#lib/problems/index.ts';
import type { Place } from '#lib/problems/problem.ts';
import { processorClock } from '../support/processor-clock.ts';
import { captureOf, problemsOf, type Sketch } from './look.ts';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const header = (number: number): Place => ({ in: 'header', number });
const at = (line: number, column: number): Place => ({ in: 'body', line, column });
const bytes = (...list: number[]) => Uint8Array.from(list);

/** A JSON Web Token that expires at this time, seconds since the epoch. */
const tokenUntil = (exp: number) =>
  ['{"alg":"HS256"}', `{"exp":${exp}}`, 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('what is noticed', () => {
  test.each<[what: string, sketch: Sketch, tone: string, words: string, place: Place | null]>([
    [
      'an escape of JavaScript in a form',
      { type: form, body: 'a=%u0416' },
      'careful',
      'contains %u0416, which is not percent-encoding',
      null,
    ],
    [
      'a charset that a form declares in a field',
      { type: form, body: '_charset_=koi8-r&a=%F0' },
      'quiet',
      'The form is encoded in koi8-r, not UTF-8, as its field _charset_ declares.',
      null,
    ],
    [
      'a charset that a form declares and nobody knows',
      { type: form, body: '_charset_=klingon&a=1' },
      'careful',
      'declares the character encoding klingon, which is unknown',
      null,
    ],
    [
      'JSON that breaks',
      { type: json, body: '{\n  "a": 1,\n  "b": tru\n}' },
      'bad',
      'Not valid JSON',
      at(3, 8),
    ],
    ['more after JSON', { type: json, body: '{"a":1}\n]' }, 'bad', 'follows the end of the value', at(2, 1)],
    [
      'a record that is not JSON',
      { type: 'application/x-ndjson', body: '{"a":1}\n\n{"b":\n{"c":3}\n' },
      'bad',
      'Record 2 is not valid JSON: ',
      at(3, 6),
    ],
    [
      'several records that are not JSON',
      { type: 'application/x-ndjson', body: '{"a":1}\n{"b"}\n{"c":3}\n{\n' },
      'bad',
      '2 of 4 records are not valid JSON. The first is record 2: ',
      at(2, 5),
    ],
    [
      'a last record that was cut with its body',
      { type: 'application/x-ndjson', body: '{"a":1}\n{"b":', bodyFacts: { truncated: true } },
      'quiet',
      'Record 2 is not valid JSON',
      at(2, 6),
    ],
    [
      'a token that has expired',
      {
        headers: [['Authorization', `Bearer ${tokenUntil(1_795_420_800)}`]],
        more: { receivedAtMicros: 1_795_424_400_000_000 },
      },
      'careful',
      'The token in Authorization had expired 1 h before the request was received.',
      header(2),
    ],
    [
      'a signature that was not valid on arrival',
      { more: { signature: 'invalid' } },
      'bad',
      'Checked on arrival: invalid.',
      null,
    ],
    [
      'a signature that had expired on arrival',
      { more: { signature: 'expired' } },
      'careful',
      'Checked on arrival: expired.',
      null,
    ],
    [
      'a name that comes twice',
      { type: json, body: '{\n"a":1,\n"a":2}' },
      'careful',
      'A name occurs more than once',
      at(3, 1),
    ],
    [
      'a number beyond 2^53',
      { type: json, body: '{"id":12345678901234567890}' },
      'quiet',
      'A number exceeds JavaScript’s safe range',
      at(1, 2),
    ],
    [
      'deep nesting',
      { type: json, body: '['.repeat(100) + ']'.repeat(100) },
      'careful',
      'nested 99 levels deep',
      null,
    ],
    ['a byte order mark', { type: json, body: '\ufeff{}' }, 'careful', 'byte order mark', at(1, 1)],
    ['NUL', { type: 'text/plain', body: 'a\nb\0' }, 'careful', 'NUL characters', at(2, 2)],
    [
      'bytes that are not UTF-8',
      { type: json, body: bytes(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d) },
      'bad',
      'not valid UTF-8',
      at(1, 3),
    ],
    [
      'text in Latin-1',
      { type: 'text/plain; charset=latin1', body: bytes(0x43, 0xe9) },
      'quiet',
      'in windows-1252',
      header(2),
    ],
    [
      'a charset nobody knows',
      { type: 'text/plain; charset=klingon', body: 'a' },
      'careful',
      'The character encoding klingon is unknown',
      header(2),
    ],
    [
      'line ends of two kinds',
      { type: 'text/plain', body: 'a\r\nb\nc' },
      'quiet',
      'Line endings are mixed',
      at(2, 2),
    ],
    [
      'a form with JSON in it',
      { type: form, body: '{"a":1}' },
      'careful',
      'curl -d sends this Content-Type by default',
      header(2),
    ],
    [
      'JSON that is a form',
      { type: json, body: 'a=1&b=2' },
      'careful',
      'the body is a URL-encoded form',
      header(2),
    ],
    ['no label', { body: 'a' }, 'quiet', 'no Content-Type', null],
    [
      'a label that is none',
      { type: 'json', body: '{}' },
      'careful',
      'not a valid media type: json',
      header(2),
    ],
    [
      'multipart without a boundary',
      { type: 'multipart/form-data', body: '--x\r\n\r\n' },
      'bad',
      'has no boundary parameter',
      header(2),
    ],
    [
      'parts that never end',
      { type: 'multipart/form-data; boundary=x', body: '--x\r\nA: b\r\n\r\nc' },
      'careful',
      'closing boundary',
      null,
    ],
    [
      'a broken escape in a form',
      { type: form, body: 'a=1&b=%zz' },
      'careful',
      'the field b contains a %',
      null,
    ],
    [
      'a broken escape in the query',
      { target: '/b/x/?a=1&b=100%' },
      'careful',
      'the field b contains a %',
      { in: 'query', number: 2 },
    ],
    [
      'a query in Latin-1',
      { target: '/b/x/?a=%e9' },
      'careful',
      'percent-encoded, but not in UTF-8',
      { in: 'query', number: 1 },
    ],
    [
      'two hosts',
      {
        headers: [
          ['Host', 'a'],
          ['host', 'b'],
        ],
      },
      'bad',
      '2 Host headers',
      header(2),
    ],
    [
      'no host',
      { headers: [['Host', 'a']], more: { headers: [] } },
      'bad',
      'The Host header is missing',
      null,
    ],
    [
      'a type given twice',
      { type: json, headers: [['content-type', 'text/plain']], body: '1' },
      'bad',
      'content-type occurs more than once with different values',
      header(3),
    ],
    [
      'a header in UTF-8',
      { headers: [['X-A', 'J\u00c3\u00bc']] },
      'quiet',
      'X-A contains non-ASCII characters',
      header(2),
    ],
    ['a header in Latin-1', { headers: [['X-A', 'J\u00fc']] }, 'careful', 'are not UTF-8', header(2)],
    ['an underscore in a name', { headers: [['x_id', '1']] }, 'quiet', 'nginx drops headers', header(2)],
    [
      'a length that is not kept',
      { headers: [['Content-Length', '100']], body: '{}', type: json },
      'bad',
      'is 100 bytes, but 2 were received',
      header(3),
    ],
    [
      'a length that is no number',
      { headers: [['Content-Length', 'ten']] },
      'bad',
      'not a number',
      header(2),
    ],
    [
      'a length with chunks',
      {
        headers: [
          ['Content-Length', '1'],
          ['Transfer-Encoding', 'chunked'],
        ],
      },
      'bad',
      'Both Content-Length and Transfer-Encoding',
      header(2),
    ],
    ['a sender that left', { more: { aborted: true } }, 'bad', 'disconnected before', null],
    [
      'a body that was cut',
      { body: 'abc', type: 'text/plain', bodyFacts: { size: 5000, truncated: true } },
      'careful',
      '3 of 5,000 bytes are stored',
      null,
    ],
    [
      'what is not HTTP',
      { more: { malformed: true, malformedReason: 'no method' } },
      'bad',
      'not valid HTTP: no method',
      null,
    ],
    ['the door that loses headers', { more: { via: 'fetch' } }, 'careful', 'Next.js route handlers', null],
    [
      'MessagePack that is cut',
      { type: 'application/msgpack', body: bytes(0x82, 0xa1, 0x61, 0x01, 0xa1, 0x62) },
      'bad',
      'Not valid MessagePack at byte 6 (0x6): the body ends where the value of a key is expected.',
      at(1, 7),
    ],
    [
      'CBOR with more after it',
      { type: 'application/cbor', body: bytes(0x01, 0x02) },
      'bad',
      'Not valid CBOR at byte 1 (0x1): the value has ended',
      at(1, 2),
    ],
    [
      'protobuf that was not kept whole',
      {
        type: 'application/x-protobuf',
        body: bytes(0x0a, 0x05, 0x41),
        bodyFacts: { size: 7, truncated: true },
      },
      'quiet',
      'Not valid Protobuf at byte 3 (0x3)',
      at(1, 4),
    ],
  ])('%s', async (_what, sketch, tone, words, place) => {
    const problems = await problemsOf(sketch);
    const found = problems.find((problem) => problem.words.includes(words));
    expect(found, JSON.stringify(problems)).toMatchObject({ tone, place });
  });

  test.each<[what: string, sketch: Sketch]>([
    ['JSON', { type: json, body: '{"a":[1,2.5,"x"]}', headers: [['Content-Length', '17']] }],
    ['a form', { type: form, body: 'a=1&b=%20&c=J%C3%BCrgen+x' }],
    ['nothing but a line', { target: '/b/x/?a=%20' }],
    [
      'a picture',
      { type: 'image/png', body: bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff) },
    ],
    ['MessagePack', { type: 'application/msgpack', body: bytes(0x81, 0xa1, 0x61, 0xc4, 0x02, 0, 0xff) }],
    ['protobuf', { type: 'application/x-protobuf', body: bytes(0x08, 0x96, 0x01, 0x10, 0) }],
    ['HTTP/2 without Host', { more: { httpVersion: '2.0' } }],
    ['text in CRLF', { type: 'text/plain', body: 'a\r\nb\r\n' }],
  ])('nothing about %s', async (_what, sketch) => {
    expect(await problemsOf(sketch)).toEqual([]);
  });

  test('the gravest comes first', async () => {
    const problems = await problemsOf({
      type: json,
      body: '{"a":1,"a":2,"n":12345678901234567890',
      headers: [['x_a', '']],
    });
    expect(problems.map(({ tone }) => tone)).toEqual(['bad', 'careful', 'quiet', 'quiet']);
  });
});

test('nothing that comes over the wire stops the search, and words are sentences', async () => {
  const text = fc.string({
    unit: fc.nat({ max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 30,
  });
  const type = fc.constantFrom(
    json,
    form,
    'text/plain; charset=utf-16le',
    'multipart/form-data; boundary=b',
    'application/msgpack',
    'application/cbor',
    'application/x-protobuf',
    'application/grpc',
    'x',
    '',
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((it) => new TextEncoder().encode(it)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text)),
      type,
      body,
      text,
      async (headers, contentType, bytes, query) => {
        const target = `/b/x/?${query}`;
        for (const { words } of await problemsOf({ headers, type: contentType, body: bytes, target })) {
          expect(words.endsWith('.')).toBe(true);
        }
      },
    ),
  );
});

test('a body that is not here yet is not judged, the rest is', () => {
  const { capture } = captureOf({ type: json, body: '{', headers: [['x_a', '']] });
  const found = [...findProblems({ capture, body: null, opened: null })].filter(
    (problem) => problem !== null,
  );
  expect(found.map(({ words }) => words)).toEqual([expect.stringContaining('nginx')]);
});

test('5 MB are looked through in stretches of a few milliseconds', () => {
  const text = `[${'{"id":12345678901234567890,"name":"Hello"},'.repeat(5_000_000 / 43)}{}]`;
  const { capture, bytes } = captureOf({ type: json, body: text });
  const looking = findProblems({ capture, body: bytes, opened: null });
  const steps: number[] = [];
  for (let before = processorClock(), step = looking.next(); !step.done; step = looking.next()) {
    const now = processorClock();
    steps.push(now - before);
    before = now;
  }
  steps.sort((a, b) => b - a);
  // Decoding the bytes is one step for the JSON and one for the text.
  expect(steps[4]).toBeLessThan(100);
});
