import { utf8OrNull } from '#lib/http/byte-string.ts';
import type { CodeSpan } from './code-line.ts';
import { countWords } from './size.ts';

/** How many bytes of a binary value are shown; Hex shows all. */
const mostBytes = 32;
/** The longest bytes shown as text too: a sender would have declared a longer one as text. */
const longestAside = 80;

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The first bytes as pairs of hexadecimal digits: `de ad be ef`. */
export function hexSpans(bytes: Uint8Array, kind: 'plain' | 'invalid'): CodeSpan[] {
  const text = Array.from(bytes.subarray(0, mostBytes), (byte) => pairs[byte]).join(' ');
  const more = bytes.length - mostBytes;
  if (more <= 0) return [{ kind, text }];
  return [{ kind, text }, space, { kind: 'quiet', text: `… ${countWords(more)} more` }];
}

const space: CodeSpan = { kind: 'space', text: ' ' };

/** `1 byte`, `4,096 bytes`. */
export function byteCount(count: number): string {
  return `${countWords(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}

/** The length and the first bytes of a binary value. */
export function byteSpans(bytes: Uint8Array): CodeSpan[] {
  const count: CodeSpan = { kind: 'quiet', text: byteCount(bytes.length) };
  if (bytes.length === 0) return [count];
  return [count, space, ...hexSpans(bytes, 'plain')];
}

/**
 * Bytes as quoted text if a person would read them as text; else null. Two or three bytes outside ASCII are often valid
 * UTF-8 by chance.
 */
export function asideText(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.length > longestAside) return null;
  const text = utf8OrNull(bytes);
  const isTelling = bytes.length >= 8 || bytes.every((byte) => byte < 0x80);
  return text === null || !isTelling || hasControls(text) ? null : JSON.stringify(text);
}

/** Whether a text contains control characters other than line breaks and tabs. */
function hasControls(text: string): boolean {
  return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
}

/** A quoted string, with quotes, backslashes and control characters escaped as in JSON; and a note if its bytes are not UTF-8. */
export function stringPiece(bytes: Uint8Array): { text: string; notes: string[] } {
  const text = utf8OrNull(bytes);
  if (text !== null) return { text: JSON.stringify(text), notes: [] };
  return { text: JSON.stringify(lenient.decode(bytes)), notes: ['not valid UTF-8, see the Hex view'] };
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
