import { describe, expect, test } from 'vitest';
import { maskCapture } from '#lib/masking/mask-capture.ts';
import { maskSecrets } from '#lib/masking/mask-secrets.ts';
import type { Header } from '#lib/model/capture.ts';
import { redactionShape } from '#lib/model/masking.ts';
import { sourceOf } from '../copy-as/source.ts';
import { growthOf, growthWords, isLinear, type Work } from '../support/growth.ts';
import { memorySlowness } from '../support/memory-slowness.mjs';
import { processorClock } from '../support/processor-clock.ts';
import { received } from '../support/received.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=x';

/** What bodies are made of, again and again: [type, unit, what is before]. */
const bodies: Record<string, [type: string, unit: string, before?: string]> = {
  'words that could be the name of an element': ['text/plain', 'a a a '],
  'credentials that are too short': ['text/plain', 'Bearer aaaa '],
  credentials: ['text/plain', 'Bearer aaaaaaaaa '],
  'users of URLs': ['text/plain', '://a@'],
  'URLs without users': ['text/plain', 'https://'],
  'keys with a shape': ['text/plain', 'sk_live_abcdefgh '],
  'tokens that have no end': ['text/plain', 'eyJ'],
  'private keys': ['text/plain', '-----BEGIN PRIVATE KEY-----'],
  'random keys': ['text/plain', 'aB3dE5gH7jK9mN1pQ3sT5vW7 '],
  'runs that are nearly long enough': ['text/plain', `${'a'.repeat(23)} `],
  'one random key': ['text/plain', 'aB3d'],
  'names with values': ['text/plain', 'password: x\n'],
  'names with quotes that are left open': ['text/plain', 'password: "\\"'],
  'one name, and a quote that is left open': ['text/plain', 'a', 'password: "'],
  'elements that are left open': ['application/xml', '<pin>'],
  'elements with attributes': ['application/xml', '<pin a="b" '],
  'a name without an end': ['text/plain', 'a'],
  'members of JSON': [json, '{"token":"a","b":1},', '['],
  'numbers of JSON': [json, '1,', '['],
  'arrays of JSON that are left open': [json, '['],
  'objects of JSON that are left open': [json, '{"a":'],
  'escapes of JSON': [json, '\\u0041', '["'],
  'JSON in strings': [json, '"{\\"pin\\":1}",', '['],
  'a form': [form, 'a=%41b+c&'],
  'JSON in a form': [form, 'a=[[&'],
  'parameters of a field': [form, ';a', 'a='],
  'spaces after a parameter': [form, '; ', 'a='],
  'options of curl': ['text/plain', ' -u "a'],
  'steps of paths': ['text/plain', '/token/a'],
  'names and values of JSON': [json, '{"name":"token","value":"a"},', '['],
  'equals signs': [form, '='],
  parts: [multipart, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'],
};

function withBody(
  [type, unit, before = '']: [string, string, string?],
  act: (facts: { headers: Header[]; body: Uint8Array }) => () => unknown,
): Work {
  return (size) =>
    act({ headers: [['Content-Type', type]], body: encode(before + unit.repeat(size / unit.length)) });
}

describe('masking for a link takes time that grows with the body alone', () => {
  test.each(Object.entries(bodies))('%s', (_, body) => {
    const rules = redactionShape.parse({
      headers: ['X-A'],
      fields: ['ssn', 'card.number', '$.id'],
      unreadable: 'show',
    });
    const work = withBody(body, ({ headers, body }) => {
      const { longBodyId: _, ...capture } = received({ headers, body });
      const facts = { ...capture, seq: 1, note: null, pinned: false, answered: null };
      return () => maskCapture(facts, { body, undone: [] }, rules);
    });
    const growth = growthOf(work, 8_000, 1_000_000);
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  });
});

/** What going through so many characters takes here and now: what other work takes is compared with it. */
function plainTime(length: number): number {
  const text = 'ab'.repeat(length / 2);
  const times = Array.from({ length: 5 }, () => {
    const before = processorClock();
    let sum = 0;
    for (let round = 0; round < 10; round++)
      for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
    expect(sum).toBeGreaterThan(0);
    return (processorClock() - before) / 10;
  });
  return Math.min(...times);
}

test.each(['a a a ', 'Bearer aaaa ', '://a@'])(
  'a body of "%s" takes little more than going through it',
  (unit) => {
    const length = 1_000_000;
    const source = sourceOf({
      headers: [['Content-Type', 'text/plain']],
      body: unit.repeat(length / unit.length),
    });
    maskSecrets(source);
    const times = Array.from({ length: 3 }, () => {
      const before = processorClock();
      maskSecrets(source);
      return processorClock() - before;
    });
    expect(Math.min(...times) / plainTime(length)).toBeLessThan(120 * memorySlowness);
  },
);

test('long secrets that were found are looked for in time that grows with the body alone', () => {
  const headers = Array.from(
    { length: 15 },
    (_, index) => ['Authorization', `a${index}b${'a'.repeat(4000)}`] as const,
  );
  const source = sourceOf({ headers, body: `a ${'a'.repeat(1_000_000)}` });
  const before = processorClock();
  maskSecrets(source);
  expect(processorClock() - before).toBeLessThan(2000);
});
