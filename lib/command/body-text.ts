import { hexRow, hexRowCount } from '#lib/body/hex.ts';
import { countWords } from '#lib/body/size.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { printable } from './printable.ts';

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

/** The beginning of a body as rows of sixteen bytes. */
function hexText(body: Uint8Array): string {
  const shown = body.subarray(0, mostShown);
  const lines = Array.from({ length: hexRowCount(shown) }, (_, index) => {
    const { offset, pairs, ascii } = hexRow(shown, index);
    return `${offset}  ${pairs.join(' ').padEnd(47)}  ${ascii}`;
  });
  if (body.length > mostShown)
    lines.push(`… ${countWords(body.length - mostShown)} more bytes. Write all of them with --body.`);
  return lines.join('\n');
}
