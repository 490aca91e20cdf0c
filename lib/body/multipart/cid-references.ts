import { fromBytes } from '#lib/http/byte-string.ts';

/** How much of a part is searched, bytes, and the most references listed. */
const mostSearched = 1024 * 1024;
const mostListed = 50;
/** A URL with the scheme `cid` (RFC 2392), in an attribute, in CSS or in text. */
const reference = /\bcid:([^\s"'<>()\\]{1,998})/gi;

/** The Content-IDs that a part refers to by `cid:` URLs, each once, percent-decoded; byte strings. */
export function cidReferences(content: Uint8Array): string[] {
  const found = new Set<string>();
  for (const [, written] of fromBytes(content.subarray(0, mostSearched)).matchAll(reference)) {
    found.add(unescaped(written!));
    if (found.size === mostListed) break;
  }
  return [...found];
}

function unescaped(text: string): string {
  return text
    .replace(/&amp;/g, '&')
    .replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
