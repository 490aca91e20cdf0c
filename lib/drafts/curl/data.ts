import { readable } from '#lib/http/byte-string.ts';
import type { DraftNote } from '../draft.ts';
import { percentEncoded } from '../request/address.ts';
import type { CurlArgument } from './arguments.ts';
import type { KnownFiles } from './known-files.ts';

/** The data of a command: pieces that are joined when all are known. */
export type CurlData = { readonly text: string; readonly isJson: boolean };

/** Joins the options of the data family (curl man page, `--data` to `--json`): with `&`, except before `--json`. Null if there are none. */
export function curlData(
  given: readonly CurlArgument[],
  files: KnownFiles,
  note: (note: DraftNote) => void,
): CurlData | null {
  const pieces: string[] = [];
  let isJson = false;
  for (const { effect, value } of given) {
    const piece = dataPiece(effect, value, files, note);
    if (piece === null) continue;
    if (pieces.length > 0 && effect !== 'json') pieces.push('&');
    pieces.push(piece);
    isJson ||= effect === 'json';
  }
  return pieces.length === 0 ? null : { text: pieces.join(''), isJson };
}

function dataPiece(
  effect: CurlArgument['effect'],
  value: string,
  files: KnownFiles,
  note: (note: DraftNote) => void,
): string | null {
  switch (effect) {
    case 'data-raw':
      return value;
    case 'data':
      // Of a file, line breaks and NUL are left out.
      return value.startsWith('@') ? fileContent(value, files, note).replace(/[\0\r\n]/g, '') : value;
    case 'data-binary':
    case 'json':
      return value.startsWith('@') ? fileContent(value, files, note) : value;
    case 'data-urlencode':
      return urlEncodedPiece(value, files, note);
    default:
      return null;
  }
}

/** `content`, `=content`, `name=content`, `@file` or `name@file` (curl man page, `--data-urlencode`). With both marks, `=` counts. */
export function urlEncodedPiece(value: string, files: KnownFiles, note: (note: DraftNote) => void): string {
  const equals = value.indexOf('=');
  const at = equals >= 0 ? equals : value.indexOf('@');
  if (at < 0) return urlEncoded(value);
  const name = value.slice(0, at);
  const content = value[at] === '=' ? value.slice(at + 1) : fileContent(value.slice(at), files, note);
  return `${name}${name && '='}${urlEncoded(content)}`;
}

/** As curl writes it: everything but unreserved characters (RFC 3986 §2.3), and `+` for spaces. */
function urlEncoded(content: string): string {
  return percentEncoded(content, /[^\w.~ -]/g).replaceAll(' ', '+');
}

function fileContent(value: string, files: KnownFiles, note: (note: DraftNote) => void): string {
  const name = value.slice(1);
  const content = files.read(name);
  if (content !== null) return content;
  note(fileNeeded(name, 'the body'));
  return '';
}

/** The note for a file that is not part of the text. */
export function fileNeeded(name: string, part: string): DraftNote {
  const source = name === '-' ? 'standard input' : `the file ${JSON.stringify(readable(name).slice(0, 200))}`;
  return { code: 'file-needed', message: `The command reads ${part} from ${source}. Add its content.` };
}
