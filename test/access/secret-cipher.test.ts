import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretCipher } from '#lib/access/secrets/secret-cipher.ts';

const first = 'first key, of at least 32 characters';
const second = 'second key, of at least 32 characters';
const cipher = secretCipher({ current: first });

describe('an encrypted secret', () => {
  test('is decrypted as it was, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        const encrypted = cipher.encrypt(text, context);
        expect(secretCipher({ current: first }).decrypt(encrypted, context)).toBe(text);
        expect(cipher.decrypt(encrypted, `${context} `)).toBeNull();
      }),
    );
  });

  test('cannot be decrypted once any bit of it has changed, or a part of it is missing', () => {
    const encrypted = cipher.encrypt('whsec_abc', 'here');
    for (let bit = 0; bit < encrypted.length * 8; bit++) {
      const changed = Uint8Array.from(encrypted);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(cipher.decrypt(changed, 'here')).toBeNull();
    }
    for (let length = 0; length < encrypted.length; length++)
      expect(cipher.decrypt(encrypted.subarray(0, length), 'here')).toBeNull();
  });

  test('differs each time, and does not contain the secret', () => {
    const [one, other] = [cipher.encrypt('secret', 'here'), cipher.encrypt('secret', 'here')];
    expect(one).not.toEqual(other);
    expect(Buffer.from(one).includes('secret')).toBe(false);
  });

  test('can be read with the previous key after a rotation, and not with another', () => {
    const encrypted = cipher.encrypt('secret', 'here');
    const rotated = secretCipher({ current: second, previous: first });
    expect(rotated.decrypt(encrypted, 'here')).toBe('secret');
    expect([rotated.isCurrent(encrypted), cipher.isCurrent(encrypted)]).toEqual([false, true]);
    expect(secretCipher({ current: second }).decrypt(encrypted, 'here')).toBeNull();
    // A new one needs only the new key.
    expect(secretCipher({ current: second }).decrypt(rotated.encrypt('new', 'here'), 'here')).toBe('new');
  });
});

test('fingerprints tell secrets, contexts and keys apart', () => {
  const all = [
    cipher.fingerprint('a', 'here'),
    cipher.fingerprint('b', 'here'),
    cipher.fingerprint('a', 'there'),
    secretCipher({ current: second }).fingerprint('a', 'here'),
  ];
  for (const one of all) expect(one).toMatch(/^[\da-f]{8}$/);
  expect(new Set(all).size).toBe(all.length);
  expect(secretCipher({ current: first }).fingerprint('a', 'here')).toBe(all[0]);
});
