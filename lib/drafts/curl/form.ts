import type { DraftNote } from '../draft.ts';
import { baseName } from '../request/base-name.ts';
import type { FormPart } from '../request/multipart-form.ts';
import type { CurlArgument } from './arguments.ts';
import { fileNeeded } from './data.ts';
import type { KnownFiles } from './known-files.ts';

/** The types that curl gives files by their extensions (`Curl_mime_contenttype`). */
const types = new Map(
  Object.entries({
    gif: 'image/gif',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    svg: 'image/svg+xml',
    txt: 'text/plain',
    htm: 'text/html',
    html: 'text/html',
    pdf: 'application/pdf',
    xml: 'application/xml',
  }),
);

/** The parts of `--form` and `--form-string` (curl man page): `name=content`, `name=@file` and `name=<file`, with `;type=` and `;filename=`. */
export function formParts(
  given: readonly CurlArgument[],
  files: KnownFiles,
  note: (note: DraftNote) => void,
): FormPart[] {
  return given.flatMap(({ effect, value }): FormPart[] => {
    if (effect !== 'form' && effect !== 'form-string') return [];
    const equals = value.indexOf('=');
    const name = equals < 0 ? value : value.slice(0, equals);
    const content = equals < 0 ? '' : value.slice(equals + 1);
    if (effect === 'form-string') return [{ name, content, fileName: null, contentType: null }];
    return [formPart(name, content, files, note)];
  });
}

function formPart(
  name: string,
  written: string,
  files: KnownFiles,
  note: (note: DraftNote) => void,
): FormPart {
  const isFile = written.startsWith('@');
  const isContent = written.startsWith('<');
  const { head, parameters } = withParameters(isFile || isContent ? written.slice(1) : written);
  const type = parameters.get('type') ?? null;
  if (!isFile && !isContent)
    return { name, content: head, fileName: parameters.get('filename') ?? null, contentType: type };
  const content = files.read(head);
  if (content === null) note(fileNeeded(head, `the field ${JSON.stringify(name.slice(0, 80))}`));
  const file = baseName(head);
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  return {
    name,
    content: content ?? '',
    fileName: parameters.get('filename') ?? (isFile ? file : null),
    contentType: type ?? (isFile ? (types.get(extension) ?? 'application/octet-stream') : null),
  };
}

/** What stands before the first parameter, without quotes, and the parameters. */
function withParameters(text: string): { head: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const pieces = piecesOf(text);
  let head = pieces[0] ?? '';
  for (const piece of pieces.slice(1)) {
    const [, name, value = ''] = /^[\t ]*(type|filename|headers|encoder)=(.*)$/is.exec(piece) ?? [];
    // A semicolon that begins no parameter belongs to what stands before it; after `type=` it begins a parameter of the type.
    if (name !== undefined) parameters.set(name.toLowerCase(), unquoted(value));
    else if (parameters.has('type')) parameters.set('type', `${parameters.get('type')};${piece}`);
    else head += `;${piece}`;
  }
  return { head: unquoted(head), parameters };
}

/** The pieces between semicolons that are not between quotes. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && isQuoted) at++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === ';' && !isQuoted) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

function unquoted(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
}
