import { fromBytes } from '#lib/http/byte-string.ts';
import { containing } from './contains.ts';
import type { Test } from './key.ts';

/** A word without a key is looked for in all that was sent, and in the note. */
export function anywhere(text: string): Test {
  const contains = containing(text);
  return {
    needsBody: true,
    changing: ['note'],
    matches: ({ facts, body }) =>
      contains(`${facts.method} ${facts.target}`) ||
      facts.headers.some(([name, value]) => contains(`${name}: ${value}`)) ||
      (facts.note?.toLowerCase().includes(text.toLowerCase()) ?? false) ||
      contains(fromBytes(body)),
  };
}
