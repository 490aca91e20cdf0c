import type { CopySource } from '../target.ts';
import { documentCaveats } from './document-caveats.ts';

/** An event as a JSON document. Remarks for the reader come first, in a member that functions ignore. */
export function eventDocument(source: CopySource, event: object): string {
  const sentences = documentCaveats(source);
  const comment = sentences.length > 0 ? { _comment: sentences } : {};
  return `${JSON.stringify({ ...comment, ...event }, null, 2)}\n`;
}
