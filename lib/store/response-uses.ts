import type { Answered } from '#lib/model/capture.ts';
import { contentOf, type ResponseContent } from './response-content.ts';

/** The content of responses of a bin, and how many of them have it. */
export type UsedContent = ResponseContent & { readonly binId: number; uses: number };

/** The same response to one or more captures of a bin. */
export type SentResponses = { readonly binId: number; readonly answered: Answered; readonly uses: number };

/** The different contents of responses, with the number of responses that have each. */
export function contentsOf(responses: readonly SentResponses[]): UsedContent[] {
  const different = new Map<string, UsedContent>();
  for (const { binId, answered, uses } of responses) {
    if (!answered.sent) continue;
    const content = contentOf(answered.sent);
    const key = `${binId} ${content.key}`;
    const used = different.get(key);
    if (used) used.uses += uses;
    else different.set(key, { binId, ...content, uses });
  }
  return [...different.values()];
}

/** The content of a response: its hash in hexadecimal, its bytes, and how many captures got it. */
export type ContentUse = { readonly hash: string; readonly size: number; readonly uses: number };

/** A content, and how many of its uses end. */
export type ReleasedContent = ContentUse & { readonly released: number };

/** For each hash: its bytes, how many captures have it, and how many of those are removed. */
export function countReleases(
  captures: readonly { readonly sent: ContentUse | null }[],
): Iterable<ReleasedContent> {
  const all = new Map<string, ContentUse & { released: number }>();
  for (const { sent } of captures) {
    if (!sent) continue;
    const known = all.get(sent.hash);
    if (known) known.released += 1;
    else all.set(sent.hash, { ...sent, released: 1 });
  }
  return all.values();
}
