import type { Header } from '#lib/model/capture.ts';

/**
 * The header lines of a message in the order, case and number they were sent: Node's `rawHeaders`, a flat list of names and
 * values, as pairs.
 */
export function headerPairs(flat: string[]): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < flat.length; index += 2) headers.push([flat[index]!, flat[index + 1]!]);
  return headers;
}
