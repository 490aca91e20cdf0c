import { bodyKinds } from '#lib/body/kind.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { sentKind } from './body-label.ts';

const short: Record<string, string> = {
  Text: 'text',
  Form: 'form',
  Multipart: 'multipart',
  Records: 'records',
  Table: 'table',
  Binary: 'binary',
  Empty: '',
};

/** What the bytes of a body show it to be, in the same short words. */
export function shownKind(contentType: string | null, bytes: Uint8Array): string {
  const { label } = bodyKinds(contentType, bytes);
  // A media type that no view is made for has the same short word here as everywhere.
  return short[label] ?? (parseMediaType(label) ? sentKind(label) : label);
}
