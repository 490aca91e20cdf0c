import type { RequestSource } from '../target.ts';
import { isSendable } from './client-headers.ts';

/**
 * Caveats of a copy, as sentences without line breaks. They contain nothing that a sender wrote, only our words and numbers, so
 * that they are safe in a comment of any language.
 */
export function caveats(source: RequestSource): string[] {
  const kept = source.body.length;
  const unsendable = source.headers.filter((header) => !isSendable(header)).length;
  const own = [
    source.truncated &&
      `Only the first ${kept} of ${source.bodySize} body bytes are stored. This copy sends those.`,
    source.aborted &&
      `The sender disconnected before the end of the request. This copy sends the ${kept} body bytes that were received.`,
    unsendable > 0 && `Omitted, because no client can send them: ${unsendable} malformed header lines.`,
  ].filter((sentence) => sentence !== false);
  return [...(source.remarks ?? []), ...own];
}
