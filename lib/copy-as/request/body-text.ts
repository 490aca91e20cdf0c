import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';

/**
 * The longest body written as text; longer ones are base64 in every copy: nobody reads them, some compilers handle long
 * strings badly, and bash takes time quadratic in quotes.
 */
const LONGEST_TEXT = 131_072;

/**
 * Matches text that does not survive an editor and a clipboard or may affect a terminal: control characters except tabs
 * and line breaks.
 */
const control = /(?![\t\n\r])\p{Cc}/u;

/** A body as UTF-8 text; null if it must be written as base64. */
export function bodyText(body: Uint8Array): string | null {
  const text = body.length <= LONGEST_TEXT ? utf8OrNull(body) : null;
  return text === null || control.test(text) ? null : text;
}

/** The bytes as base64 (RFC 4648 §4), on one line. */
export function base64(bytes: Uint8Array): string {
  return btoa(fromBytes(bytes));
}

/** The same with line breaks as in MIME (RFC 2045 §6.8) and `base64`: some terminals cannot handle very long lines. */
export function base64Lines(bytes: Uint8Array): string {
  return inBase64Lines(bytes).join('\n');
}

/** The same as an array of lines; one empty line for no bytes. */
export function inBase64Lines(bytes: Uint8Array): string[] {
  const text = base64(bytes);
  const lines: string[] = [];
  for (let at = 0; at < text.length || at === 0; at += 76) lines.push(text.slice(at, at + 76));
  return lines;
}
