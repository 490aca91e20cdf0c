import type { Header } from '#lib/model/capture.ts';

/** The value of the first header line with this name, whatever its case (RFC 9110 §5.1); null when there is none. */
export function first(headers: readonly Header[], name: string): string | null {
  const wanted = name.toLowerCase();
  for (const [sent, value] of headers) {
    // Lengths differ for most names, and are compared faster.
    if (sent.length === wanted.length && sent.toLowerCase() === wanted) return value;
  }
  return null;
}

/** The values of every header line with this name, whatever its case, in the order sent. Never joined or split. */
export function all(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([sent]) => sent.toLowerCase() === wanted).map(([, value]) => value);
}
