import { documentCaveats } from './document-caveats.ts';
import type { CopySource } from './target.ts';

/** An event as a JSON document. What the reader has to know comes first, in a member no function looks at. */
export function eventDocument(source: CopySource, event: object): string {
  const sentences = documentCaveats(source);
  const comment = sentences.length > 0 ? { _comment: sentences } : {};
  return `${JSON.stringify({ ...comment, ...event }, null, 2)}\n`;
}
