import { utf8OrNull } from '#lib/http/byte-string.ts';
import type { CodeSpan } from './code-line.ts';
import { countWords } from './size.ts';

/** How many bytes are shown of a value that is nothing but bytes; Hex shows them all. */
const shown = 32;
/** A longer stretch of bytes that reads as text is a text of its own, which its sender would have called one. */
const longestAside = 80;

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as pairs of hexadecimal digits, `de ad be ef`, the first ones of many. */
export function hexSpans(bytes: Uint8Array, kind: 'plain' | 'invalid'): CodeSpan[] {
  const text = Array.from(bytes.subarray(0, shown), (byte) => pairs[byte]).join(' ');
  const more = bytes.length - shown;
  if (more <= 0) return [{ kind, text }];
  return [{ kind, text }, space, { kind: 'quiet', text: `… ${countWords(more)} more` }];
}

const space: CodeSpan = { kind: 'space', text: ' ' };

/** `1 byte`, `4,096 bytes`. */
export function byteCount(count: number): string {
  return `${countWords(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}

/** A value that is bytes: how many, and which. */
export function byteSpans(bytes: Uint8Array): CodeSpan[] {
  const count: CodeSpan = { kind: 'quiet', text: byteCount(bytes.length) };
  if (bytes.length === 0) return [count];
  return [count, space, ...hexSpans(bytes, 'plain')];
}

/** The text that bytes spell, quoted, where somebody would read it as one; else null. Two or three bytes outside ASCII spell one often. */
export function asideText(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.length > longestAside) return null;
  const text = utf8OrNull(bytes);
  const isTelling = bytes.length >= 8 || bytes.every((byte) => byte < 0x80);
  return text === null || !isTelling || hasControls(text) ? null : JSON.stringify(text);
}

/** Controls that no text has, line breaks and tabs not among them. */
function hasControls(text: string): boolean {
  return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
}

/** A string in quotes, quotes, backslashes and controls in it escaped as JSON does; and a note where its bytes are not UTF-8. */
export function stringPiece(bytes: Uint8Array): { text: string; notes: string[] } {
  const text = utf8OrNull(bytes);
  if (text !== null) return { text: JSON.stringify(text), notes: [] };
  return { text: JSON.stringify(lenient.decode(bytes)), notes: ['not UTF-8: see Hex'] };
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
