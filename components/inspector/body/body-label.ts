import { kindWord } from '../list/describe-row.ts';

const inCapitals = new Set(['json', 'xml', 'html']);

/** What a body is said to be, as people write it: `JSON`, `form`, `application/pdf`; nothing when nothing is said. */
export function sentKind(contentType: string | null): string {
  const word = kindWord(contentType);
  return inCapitals.has(word) ? word.toUpperCase() : word;
}
