import { base64 } from './base64.ts';
import { basic } from './basic.ts';
import { cookies } from './cookies.ts';
import { epoch } from './epoch.ts';
import { isoTime } from './iso-time.ts';
import { jsonText } from './json-text.ts';
import { jwt } from './jwt.ts';
import type { Meaning, NamedValue, Reader } from './reader.ts';
import { traceparent } from './traceparent.ts';
import { uuid } from './uuid.ts';

/** Every reader, the most reliable first. The first one that recognizes a value is used. */
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

/** Longer values are not examined, characters. */
const longest = 200_000;

/** The meaning of a value; null for most values. */
export function meaningOf(value: NamedValue): Meaning | null {
  if (value.value.length < 3 || value.value.length > longest) return null;
  for (const reader of readers) {
    const meaning = reader(value);
    if (meaning) return meaning;
  }
  return null;
}
