import { base64 } from './base64.ts';
import { basic } from './basic.ts';
import { cookies } from './cookies.ts';
import { epoch } from './epoch.ts';
import { isoTime } from './iso-time.ts';
import { jsonText } from './json-text.ts';
import { jwt } from './jwt.ts';
import type { Meaning, Reader, Said } from './meaning.ts';
import { traceparent } from './traceparent.ts';
import { uuid } from './uuid.ts';

/** Every reader, the surest first: the first that knows a value has it. */
export const readers: readonly Reader[] = [
  cookies,
  traceparent,
  basic,
  jwt,
  uuid,
  isoTime,
  epoch,
  jsonText,
  base64,
];

/** Longer values are bodies of their own, and nobody reads them beside a line. */
const longest = 200_000;

/** What a value says beside what it is; null for most. */
export function meaningOf(said: Said): Meaning | null {
  if (said.value.length < 3 || said.value.length > longest) return null;
  for (const reader of readers) {
    const meaning = reader(said);
    if (meaning) return meaning;
  }
  return null;
}
