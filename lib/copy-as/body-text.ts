import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';

/**
 * Longer bodies are base64 in every copy: nobody reads them, some compilers take long strings badly, and bash takes time
 * quadratic in quotes.
 */
const LONGEST_TEXT = 131_072;

/**
 * Text that survives an editor and a clipboard and does nothing to a terminal: of the controls only tabs and the ends of
 * lines.
 */
const control = /(?![\t\n\r])\p{Cc}/u;

/** A body as the text whose UTF-8 it is; null when it has to go as base64. */
export function bodyText(body: Uint8Array): string | null {
  const text = body.length <= LONGEST_TEXT ? utf8OrNull(body) : null;
  return text === null || control.test(text) ? null : text;
}

/** The base64 (RFC 4648 §4) of these bytes, on one line. */
export function base64(bytes: Uint8Array): string {
  return btoa(fromBytes(bytes));
}

/** The same, broken where MIME (RFC 2045 §6.8) and `base64` break lines; terminals do not like one without an end. */
export function base64Lines(bytes: Uint8Array): string {
  return inBase64Lines(bytes).join('\n');
}

/** The same as its lines; one without characters for no bytes. */
export function inBase64Lines(bytes: Uint8Array): string[] {
  const text = base64(bytes);
  const lines: string[] = [];
  for (let at = 0; at < text.length || at === 0; at += 76) lines.push(text.slice(at, at + 76));
  return lines;
}
