import { all } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Header } from '#lib/model/capture.ts';

/** A field of a form. Byte strings. */
export type FormPart = {
  readonly name: string;
  readonly content: string;
  /** Null for a field that is no file. */
  readonly fileName: string | null;
  /** Null without a Content-Type. */
  readonly contentType: string | null;
};

const prefix = '----WirebinFormBoundary';

/** A boundary that occurs in none of the parts, always the same for the same parts. No text that is read has all of these numbers. */
export function formBoundary(parts: readonly FormPart[]): string {
  const used = new Set(
    parts.flatMap(({ content }) =>
      [...content.matchAll(/----WirebinFormBoundary(\d{7})/g)].map(([, digits]) => Number(digits)),
    ),
  );
  let number = 1;
  while (used.has(number)) number++;
  return `${prefix}${`${number}`.padStart(7, '0')}`;
}

/** The boundary that Content-Type gives; null if it gives none. */
export function givenBoundary(headers: readonly Header[]): string | null {
  const type = parseMediaType(all(headers, 'Content-Type')[0] ?? '');
  return type?.essence === 'multipart/form-data' ? (type.parameters.get('boundary') ?? null) : null;
}

/** A form as multipart/form-data (RFC 7578), a byte string. Quotes and line breaks in names are written as browsers and curl do. */
export function multipartForm(parts: readonly FormPart[], boundary: string): string {
  const written = parts.map(({ name, fileName, contentType, content }) => {
    const file = fileName === null ? '' : `; filename="${quoted(fileName)}"`;
    const type = contentType === null ? '' : `Content-Type: ${contentType}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n${type}\r\n${content}\r\n`;
  });
  return `${written.join('')}--${boundary}--\r\n`;
}

/** As the HTML Standard asks (multipart/form-data encoding algorithm). */
function quoted(text: string): string {
  return text.replace(/[\r\n"]/g, (character) => ({ '\r': '%0D', '\n': '%0A' })[character] ?? '%22');
}
