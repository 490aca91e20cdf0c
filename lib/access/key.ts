import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** No vowels, so that no words appear; no 0, 1, l, o, so that nothing is misread. Survives DNS, URLs and a double click. */
const slugLetters = '23456789bcdfghjkmnpqrstvwxyz';

/** A new key: 24 letters and digits, 142 bits. A double click selects it whole. */
export const newKey = customAlphabet(letters, 24);

/** A new slug: 10 characters, 48 bits. It is public and only lets one write, so it need not be secret, only free. */
export const newSlug = customAlphabet(slugLetters, 10);

/** What is stored of a key. Keys are random, so that one round of SHA-256 is enough and looking up by hash leaks no time. */
export function hashKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}
