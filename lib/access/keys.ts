import { createHash } from 'node:crypto';
import { customAlphabet, nanoid } from 'nanoid';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Valid in DNS and URLs. No vowels, so that no words appear; no 0, 1, l, o, which are easily misread. */
const slugLetters = '23456789bcdfghjkmnpqrstvwxyz';

/** Creates a key: 24 letters and digits, 142 bits. A double click selects all of it. */
export const newKey = customAlphabet(letters, 24);

/** Creates a slug: 10 characters, 48 bits. It is public: it must be unique, not secret. */
export const newSlug = customAlphabet(slugLetters, 10);

/** Creates the ID of a JSON Schema. */
export function newSchemaId(): string {
  return `sch_${nanoid()}`;
}

/** The hash of a key, which is what is stored. Keys are random, so one round of SHA-256 is enough. */
export function hashKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}

/** Whether two hashes are of the same key. */
export function isSameKey(hash: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(hash, other) === 0;
}
