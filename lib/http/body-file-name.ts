import { parseMediaType } from './media-type.ts';

/** Extensions of the media types bins receive; anything else is saved as `.bin`. */
const extensions: Record<string, string> = {
  'application/cbor': 'cbor',
  'application/json': 'json',
  'application/msgpack': 'msgpack',
  'application/pdf': 'pdf',
  'application/protobuf': 'pb',
  'application/vnd.google.protobuf': 'pb',
  'application/vnd.msgpack': 'msgpack',
  'application/x-msgpack': 'msgpack',
  'application/x-protobuf': 'pb',
  'application/x-www-form-urlencoded': 'txt',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'audio/mpeg': 'mp3',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/xml': 'xml',
};

/** A name to save a capture's body under. Nothing in it comes from the sender but the choice of extension. */
export function bodyFileName(seq: number, contentType: string | null): string {
  return `capture-${seq}.${extensionOf(contentType)}`;
}

/** The extension files of a media type are saved with, without its dot. */
export function extensionOf(contentType: string | null): string {
  const essence = parseMediaType(contentType ?? '')?.essence ?? '';
  const structured = /\+(json|xml)$/.exec(essence)?.[1];
  return extensions[essence] ?? structured ?? 'bin';
}
