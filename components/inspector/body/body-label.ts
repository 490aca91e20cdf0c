import { bodyKinds } from '#lib/body/kind.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { kindWord } from '../list/describe-row.ts';

const short: Record<string, string> = {
  Text: 'text',
  Form: 'form',
  Multipart: 'multipart',
  Records: 'records',
  Table: 'table',
  Binary: 'binary',
  Empty: '',
};
const inCapitals = new Set(['json', 'xml', 'html']);

/** What a body is said to be, as people write it: `JSON`, `form`, `application/pdf`; nothing when nothing is said. */
export function sentKind(contentType: string | null): string {
  const word = kindWord(contentType);
  return inCapitals.has(word) ? word.toUpperCase() : word;
}

/** What a body is, in the word beside its tab: what its bytes show, or what it is said to be while they are not here. */
export function bodyLabel(summary: CaptureSummary, bytes: Uint8Array | null): string {
  if (summary.body.size === 0) return '';
  const label = bytes === null ? sentKind(summary.contentType) : shownKind(summary.contentType, bytes);
  return label.length > 24 ? `${label.slice(0, 23)}…` : label;
}

function shownKind(contentType: string | null, bytes: Uint8Array): string {
  const { label } = bodyKinds(contentType, bytes);
  // A media type that no view is made for has the same short word here as everywhere.
  return short[label] ?? (parseMediaType(label) ? sentKind(label) : label);
}
