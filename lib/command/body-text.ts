import { utf8OrNull } from '#lib/http/byte-string.ts';
import { printable } from './output.ts';

/** How many bytes of a body that is no text are shown. */
const mostShown = 512;

/** A body for reading: text as it is, JSON indented where that changes no number, other bytes in hexadecimal. */
export function bodyText(contentType: string | null, body: Uint8Array): string {
  if (body.length === 0) return '';
  const text = utf8OrNull(body);
  if (text === null || /[\0-\x08\x0e-\x1a]/.test(text)) return hexText(body);
  const isJson = /\bjson\b/i.test(contentType ?? '') || /^\s*[{[]/.test(text);
  return printable((isJson ? indented(text) : null) ?? text, 'lines').trimEnd();
}

/** JSON with line breaks; null where it is none, or where JavaScript would read a number differently. */
function indented(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    const compact = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return compact(JSON.stringify(value)) === compact(text) ? JSON.stringify(value, null, 2) : null;
  } catch {
    return null;
  }
}

function hexText(body: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(body.length, mostShown); at += 16) {
    const row = body.subarray(at, Math.min(at + 16, mostShown));
    const hex = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...row].map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  if (body.length > mostShown)
    lines.push(`… ${body.length - mostShown} bytes more; --body writes all of them`);
  return lines.join('\n');
}
