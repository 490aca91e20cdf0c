import { describe, expect, it } from 'vitest';
import { maskSecrets } from '#lib/masking/mask-secrets.ts';
import { sourceOf } from '../copy-as/source.ts';
import { growthOf, growthWords, isLinear } from '../support/growth.ts';

/**
 * A body is redacted while somebody waits, so the time may grow with its length and no faster. Compared are two sizes on
 * the same machine: seconds would say how busy it is.
 */

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Secrets that look drawn at random, the same ones each time (Lehmer's generator). */
function secrets(): () => string {
  let state = 1;
  const letter = () => {
    state = (state * 48_271) % 2_147_483_647;
    return letters[state % letters.length];
  };
  return () => Array.from({ length: 32 }, letter).join('');
}

const note = 'words that are no secret, as most of a body is';

const bodies: Record<string, [type: string, body: (count: number, secret: () => string) => string]> = {
  'JSON members with telling names': [
    'application/json',
    (count, secret) => JSON.stringify(list(count, () => ({ client_secret: secret(), note }))),
  ],
  'JSON strings with escapes': [
    'application/json',
    (count, secret) => JSON.stringify(list(count, () => ({ text: `"${note}"\n${secret()}` }))),
  ],
  'JSON in a string of JSON': [
    'application/json',
    (count, secret) =>
      JSON.stringify({ payload: JSON.stringify(list(count, () => ({ token: secret(), note }))) }),
  ],
  'JSON that breaks off': [
    'application/json',
    (count, secret) => JSON.stringify(list(count, () => ({ password: secret(), note }))).slice(0, -3),
  ],
  'numbers that are secret': [
    'application/json',
    (count) => JSON.stringify(list(count, (index) => ({ pin: 10_000_000 + index, note }))),
  ],
  'keys with a shape of their own': [
    'application/json',
    (count, secret) =>
      JSON.stringify(list(count, () => ({ a: `sk_live_${secret()}`, b: `Bearer ${secret()}` }))),
  ],
  'a form': [
    'application/x-www-form-urlencoded',
    (count, secret) => list(count, () => `password=${secret()}&note=a+b%20c`).join('&'),
  ],
  'a multipart form': [
    'multipart/form-data; boundary=x',
    (count, secret) =>
      `${list(count, () => `--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n${secret()}\r\n`).join('')}--x--\r\n`,
  ],
  'lines of text': [
    'text/plain',
    (count, secret) =>
      list(count, () => `password: ${secret()}\nhttps://ann:${secret()}@h/?token=x\n`).join(''),
  ],
  'one secret again and again': ['text/plain', (count, secret) => `password: ${secret()}\n`.repeat(count)],
};

function list<T>(count: number, item: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

describe('redacting a body', () => {
  it.each(Object.entries(bodies))('takes time that grows with its length alone: %s', (_, [type, body]) => {
    const work = (count: number) => {
      const source = sourceOf({ headers: [['Content-Type', type]], body: body(count, secrets()) });
      return () => maskSecrets(source);
    };
    const growth = growthOf(work, 400, 25_600);
    expect(isLinear(growth), growthWords(growth)).toBe(true);
  });
});
