import { extensionOf } from '#lib/http/body-file-name.ts';
import { visible } from './visible.ts';

/** What Windows takes for a device, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** Longer names than 255 bytes are refused by file systems; browsers add to a name that is taken. */
const mostBytes = 200;

/** A part of a capture's body that is to be saved; `number` is 2, or 2.1 for the first part of the second. */
export type SavedPart = {
  readonly seq: number;
  readonly number: string;
  readonly filename: string | null;
  readonly contentType: string | null;
};

/**
 * A name to save a part's content under. A stranger wrote the file name: of a path only the last step is left, and
 * nothing that a file system, a shell or an eye could take for something else.
 */
export function partFileName({ seq, number, filename, contentType }: SavedPart): string {
  const name = shortened(harmless(filename ?? ''));
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

/** The beginning of a long name, with its extension: that decides what opens it. */
function shortened(name: string): string {
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
