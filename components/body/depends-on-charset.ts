import type { OpenBody } from './open-body.ts';

/** How many bytes are looked at. */
const mostSearched = 1024 * 1024;
const mostExamined = 4096;

/** The kinds that are read as text in a character encoding. */
export const texts: ReadonlySet<string> = new Set<OpenBody['kind']>([
  'json',
  'ndjson',
  'graphql',
  'xml',
  'text',
  'csv',
  'form',
]);

/** Whether content looks different in another character encoding: it is text, and not only ASCII. */
export function dependsOnCharset(body: OpenBody, bytes: Uint8Array): boolean {
  // Text in an undeclared encoding is shown as hex, until somebody chooses one.
  if (body.kind === 'hex' && bytes.length > 0) return !hasControls(bytes.subarray(0, mostExamined));
  if (!texts.has(body.kind)) return false;
  if ('encoding' in body.rows && (body.rows.encoding !== 'utf-8' || body.rows.unknownCharset !== null))
    return true;
  const looked = bytes.subarray(0, mostSearched);
  return looked.some((byte) => byte >= 0x80) || (body.kind === 'form' && hasHighEscape(looked));
}

/** Whether there are control characters that do not occur in text, as in the MIME Sniffing Standard's "binary data byte" (§3). */
function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
}

/** Whether a form has percent-encoded bytes beyond ASCII. */
function hasHighEscape(bytes: Uint8Array): boolean {
  const percent = 0x25;
  for (let at = bytes.indexOf(percent); at >= 0; at = bytes.indexOf(percent, at + 1)) {
    const digit = String.fromCharCode(bytes[at + 1] ?? 0);
    if (/[89a-f]/i.test(digit)) return true;
  }
  return false;
}
