import type { OpenBody } from './open-body.ts';

/** How many bytes are looked at. */
const mostSearched = 1024 * 1024;

const texts = new Set<OpenBody['kind']>(['json', 'ndjson', 'graphql', 'xml', 'text', 'csv', 'form']);

/** Whether content looks different in another character encoding: it is text, and not only ASCII. */
export function dependsOnCharset(body: OpenBody, bytes: Uint8Array): boolean {
  if (!texts.has(body.kind)) return false;
  if ('encoding' in body.rows && (body.rows.encoding !== 'utf-8' || body.rows.unknownCharset !== null))
    return true;
  const looked = bytes.subarray(0, mostSearched);
  return looked.some((byte) => byte >= 0x80) || (body.kind === 'form' && hasHighEscape(looked));
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
