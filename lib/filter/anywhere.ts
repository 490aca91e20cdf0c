import { containing } from './contains.ts';
import type { Test } from './key.ts';
import { finderOf } from './text-search.ts';

/** A word without a key is looked for in all that was sent, and in the note. */
export function anywhere(text: string): Test {
  const { inByteString, inBytes } = containing(text);
  const wanted = text.toLowerCase();
  const find = finderOf(wanted);
  return {
    needsBody: true,
    cost: { head: 3, body: 1 },
    changing: ['note'],
    matches: ({ facts, body }) =>
      inByteString(`${facts.method} ${facts.target}`) ||
      facts.headers.some(([name, value]) => inByteString(`${name}: ${value}`)) ||
      (facts.note !== null && find(facts.note.toLowerCase(), 0) >= 0) ||
      inBytes(body),
  };
}
