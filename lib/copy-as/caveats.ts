import { isSendable } from './client-headers.ts';
import type { RequestSource } from './target.ts';

/**
 * What the reader of a copy has to know, as sentences without a line break. They hold nothing that a sender wrote,
 * only our words and numbers, so they may stand in a comment of any language.
 */
export function caveats(source: RequestSource): string[] {
  const kept = source.body.length;
  const unsendable = source.headers.filter((header) => !isSendable(header)).length;
  const own = [
    source.truncated &&
      `Only the first ${kept} of ${source.bodySize} body bytes were kept: this sends those.`,
    source.aborted &&
      `The sender left before the end of the request: this sends the ${kept} body bytes that came.`,
    unsendable > 0 && `Left out, as no client can send them: ${unsendable} malformed header lines.`,
  ].filter((sentence) => sentence !== false);
  return [...(source.remarks ?? []), ...own];
}
