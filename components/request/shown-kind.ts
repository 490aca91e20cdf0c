import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { sentKind } from './body-label.ts';

const shortNames: Record<string, string> = {
  Text: 'text',
  Form: 'form',
  Multipart: 'multipart',
  Records: 'records',
  Table: 'table',
  Binary: 'binary',
  Empty: '',
};

/** The kind of a body according to its bytes, in the short words of `sentKind`. */
export function shownKind(contentType: string | null, bytes: Uint8Array): string {
  const { label } = chooseKinds(contentType, bytes);
  // For a media type without a view, the same short name as elsewhere.
  return shortNames[label] ?? (parseMediaType(label) ? sentKind(label) : label);
}
