import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';

const texts = new WeakMap<Uint8Array, string>();

/** A body as a regular expression sees it, read once however many ask: its text in UTF-8, or a character for each byte. */
export function textOf(body: Uint8Array): string {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = utf8OrNull(body) ?? fromBytes(body);
  texts.set(body, text);
  return text;
}
