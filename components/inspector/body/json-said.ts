import type { CodeLine } from '#lib/body/code-line.ts';
import { unescaped } from '#lib/body/json-string.ts';

/** Longer values are bodies of their own: nothing is said about them. */
const longest = 200_000;

/** What a line of JSON, or of something laid out like it, says: its name and its value, escapes undone; null for lines without a text or a number. */
export function saidInJson({ spans }: CodeLine): { name: string | null; value: string } | null {
  const value = spans.find(({ kind }) => kind === 'string' || kind === 'number');
  if (value === undefined || value.text.length > longest) return null;
  const [first] = spans;
  const name =
    first?.kind === 'key' && first.text.startsWith('"') ? unescaped(first.text.slice(1, -1)) : null;
  return { name, value: value.kind === 'string' ? unescaped(value.text.slice(1, -1)) : value.text };
}
