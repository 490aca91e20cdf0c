import { extensionOf } from '#lib/http/body-file-name.ts';
import { visible } from '../visible.ts';

/** Device names of Windows, with any extension. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** The longest file name, bytes. File systems reject more than 255, and browsers add to a name that exists. */
const mostBytes = 200;

/** A part of a capture's body to be saved; `number` is 2, or 2.1 for the first part of the second. */
export type SavedPart = {
  readonly seq: number;
  readonly number: string;
  readonly filename: string | null;
  readonly contentType: string | null;
};

/**
 * A file name for a part's content. The sender's name is untrusted: only the last step of a path is used, without
 * characters that could mislead a file system, a shell or a person.
 */
export function partFileName({ seq, number, filename, contentType }: SavedPart): string {
  const name = shorten(harmless(filename ?? ''));
  if (/[\p{L}\p{N}]/u.test(name)) return name;
  return `capture-${seq}-part-${number}.${extensionOf(contentType)}`;
}

function harmless(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1)!;
  const seen = [...visible(last)].map(({ text, mark }) => (mark === null ? text : '')).join('');
  const plain = seen
    .replace(/\s+/g, ' ')
    .replace(/[:*?"<>|%$`&;]/g, '_')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  return device.test(plain) ? `_${plain}` : plain;
}

/** Truncates a long name but keeps its extension, which determines what opens it. */
function shorten(name: string): string {
  if (bytesOf(name) <= mostBytes) return name;
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  let stem = '';
  for (const character of name.slice(0, name.length - extension.length)) {
    if (bytesOf(stem + character) > mostBytes - extension.length) break;
    stem += character;
  }
  return stem.replace(/[\s.]+$/, '') + extension;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
