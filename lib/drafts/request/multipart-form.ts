import { isNamed } from '#lib/copy-as/request/client-headers.ts';
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

/**
 * A form as multipart/form-data (RFC 7578): its body, a byte string, and the headers with a Content-Type that has its boundary. It is added
 * if there is none. A given multipart type keeps its boundary, or gets one, as from curl and Postman.
 */
export function multipartForm(
  parts: readonly FormPart[],
  headers: readonly Header[],
): { body: string; headers: readonly Header[] } {
  const given = headers.find((line) => isNamed(line, 'Content-Type'));
  const type = multipartType(given?.[1] ?? '');
  const boundary = type.boundary ?? freeBoundary(parts);
  const body = multipartBody(parts, boundary);
  if (given === undefined)
    return { body, headers: [...headers, ['Content-Type', `multipart/form-data; boundary=${boundary}`]] };
  if (type.boundary !== null || !type.isMultipart) return { body, headers };
  const completed: Header = [given[0], `${given[1]}; boundary=${boundary}`];
  return { body, headers: headers.map((line) => (line === given ? completed : line)) };
}

/** A boundary that occurs in none of the parts, always the same for the same parts. No text that is read has all of these numbers. */
function freeBoundary(parts: readonly FormPart[]): string {
  const used = new Set(
    parts.flatMap(({ content }) =>
      [...content.matchAll(/----WirebinFormBoundary(\d{7})/g)].map(([, digits]) => Number(digits)),
    ),
  );
  let number = 1;
  while (used.has(number)) number++;
  return `${prefix}${`${number}`.padStart(7, '0')}`;
}

/** What a media type says of a form: whether it is multipart, and the boundary that it gives; null if it gives none. */
function multipartType(type: string): { isMultipart: boolean; boundary: string | null } {
  const parsed = parseMediaType(type);
  const isMultipart = parsed?.essence.startsWith('multipart/') === true;
  return { isMultipart, boundary: isMultipart ? (parsed.parameters.get('boundary') ?? null) : null };
}

/** Quotes and line breaks in names are written as browsers and curl do. */
function multipartBody(parts: readonly FormPart[], boundary: string): string {
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
