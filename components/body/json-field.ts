import type { CodeLine } from '#lib/body/code-line.ts';
import { unescaped } from '#lib/body/json/string.ts';

/** Longer values are not examined, characters. */
const longest = 200_000;

/** A name and its value, escapes decoded. `name` is null for array items. */
export type NamedValue = { readonly name: string | null; readonly value: string };

/** The name and value in a line of JSON, or of a view laid out like it; null for lines without a string or number. */
export function jsonField({ spans }: CodeLine): NamedValue | null {
  const value = spans.find(({ kind }) => kind === 'string' || kind === 'number');
  if (value === undefined || value.text.length > longest) return null;
  const [first] = spans;
  const name =
    first?.kind === 'key' && first.text.startsWith('"') ? unescaped(first.text.slice(1, -1)) : null;
  return { name, value: value.kind === 'string' ? unescaped(value.text.slice(1, -1)) : value.text };
}
