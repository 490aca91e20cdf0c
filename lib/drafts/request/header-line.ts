import { withoutSpace } from '#lib/http/white-space.ts';
import type { Header } from '#lib/model/capture.ts';

/** Name and value of a line `Name: value` (RFC 9112 §5), a byte string; null if it has no colon or no name. */
export function headerLine(line: string): Header | null {
  const colon = line.indexOf(':');
  const name = withoutSpace(line.slice(0, Math.max(colon, 0)));
  return name === '' ? null : [name, withoutSpace(line.slice(colon + 1))];
}
