import { decodeText } from '#lib/body/decode.ts';
import { readMultipart } from '#lib/body/multipart.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/headers.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Header } from '#lib/model/capture.ts';
import { replaceSpans } from './replace-spans.ts';
import { SecretList } from './secret-list.ts';
import { isDigestHeader } from './secret-names.ts';
import { formSecrets, type Search, secretSpans } from './secret-spans.ts';
import type { Span } from './secret-values.ts';
import type { CopySource } from './target.ts';

/**
 * The request with `[redacted]` in the place of secrets, and everything else as it was sent, byte for byte:
 * - values of header lines that authenticate or sign, and of JSON members, form fields, parameters and parts whose name
 *   says so (`secret-names.ts`)
 * - values shaped like keys, wherever they stand (`secret-values.ts`)
 * - what was found that way, wherever else it occurs, if it is long enough to be told from an ordinary word
 *
 * A body that is not UTF-8 text cannot be searched and is left out. Content-Length follows the body, where it is a number.
 */
export function redacted(source: CopySource): CopySource {
  const isText = isSearchable(source);
  const { count, ...result } = withoutSecrets(source, new SecretList(), isText ? bodySecrets : null);
  return {
    ...source,
    ...result,
    remarks: [...(source.remarks ?? []), ...remarks(source, count, isText)],
  };
}

/** What is looked into and may come back changed. */
type Searched = Pick<
  CopySource,
  'target' | 'prefixLength' | 'headers' | 'trailers' | 'body' | 'bodySize' | 'truncated'
>;

/** Finds the secrets of a body, given as a byte string too. */
type BodySearch = (text: string, source: Searched, search: Search) => Span[];

/**
 * The request without its secrets and how many there were; what it says is looked for twice, so that a secret found late is
 * replaced early too. Without `searchBody` the body is left out.
 */
export function withoutSecrets<Source extends Searched>(
  source: Source,
  list: SecretList,
  searchBody: BodySearch | null,
): Searched & { count: number } {
  const text = searchBody ? fromBytes(source.body) : '';
  const first = replaced(source, text, list.search(), searchBody);
  const known = list.known();
  return known.isEmpty ? first : replaced(source, text, list.search(known), searchBody);
}

function replaced(
  source: Searched,
  text: string,
  search: Search,
  searchBody: BodySearch | null,
): Searched & { count: number } {
  let count = 0;
  const replace = (text: string, spans: readonly Span[]) => {
    const result = replaceSpans(text, spans);
    count += result.count;
    return result.text;
  };
  const prefix = source.target.slice(0, source.prefixLength);
  const rest = source.target.slice(source.prefixLength);
  const newPrefix = replace(prefix, secretSpans(prefix, { ...search, name: 'id' }));
  const lines = (headers: readonly Header[]) =>
    headers.map((line): Header => [line[0], replace(line[1], headerSecrets(line, search))]);
  const headers = lines(source.headers);
  const trailers = lines(source.trailers);
  const target = newPrefix + replace(rest, targetSecrets(rest, search));
  const body = toBytes(replace(text, searchBody?.(text, source, search) ?? []));
  return {
    ...resized(source, headers, body, searchBody !== null),
    target,
    prefixLength: newPrefix.length,
    trailers,
    body,
    count,
  };
}

function remarks(source: CopySource, count: number, isText: boolean): string[] {
  const values = count === 1 ? '1 value that is or looks' : `${count} values that are or look`;
  const leftOut = `Left out, as it is not text that could be searched for secrets: a body of ${source.body.length} bytes.`;
  return [`Redacted: ${values} like a secret.`, ...(isText ? [] : [leftOut])];
}

function headerSecrets([name, value]: Header, search: Search): Span[] {
  if (value === '') return [];
  if (search.nameKind(name).secret || isDigestHeader(name) || search.rules?.header(name)) {
    search.found(value);
    return [{ start: 0, end: value.length }];
  }
  // Boundaries and host names are random at times, and nothing works without them.
  const isTechnical = /^(?:content-type|host)$/i.test(name) || search.nameKind(name).identifier;
  return secretSpans(value, { ...search, name: isTechnical ? 'id' : '' });
}

/** The path as a text, what follows `?`, `&` or `#` as the fields of a form. */
function targetSecrets(target: string, search: Search): Span[] {
  return formSecrets(target, /[?&#]/, search);
}

/** UTF-8 without controls: not compressed, not in another encoding, no image. A character cut off at the end is no fault. */
export function isSearchable({
  body,
  truncated,
  aborted,
}: Pick<CopySource, 'body' | 'truncated' | 'aborted'>): boolean {
  const { text, replaced: isForeign, encoding } = decodeText(body, 'utf-8', { cut: truncated || aborted });
  return !isForeign && encoding === 'utf-8' && !/[\0-\x08\x0e-\x1f]/.test(text);
}

export function bodySecrets(text: string, source: Searched, search: Search): Span[] {
  const mediaType = parseMediaType(first(source.headers, 'Content-Type') ?? '');
  if (mediaType?.essence === 'application/x-www-form-urlencoded') return formSecrets(text, /&/, search);
  if (!mediaType?.essence.startsWith('multipart/')) return secretSpans(text, search);
  return allRows(readMultipart(source.body, mediaType)).flatMap((row) => {
    const start = row.kind === 'part' ? row.headOffset : row.offset;
    const end = row.offset + row.length;
    const content: Span = { start: row.offset, end };
    const head = shifted(secretSpans(text.slice(start, row.offset), search), start);
    if (row.kind === 'part' && search.nameKind(row.name?.text ?? '').secret) {
      search.found(text.slice(row.offset, end));
      return [...head, content];
    }
    return [...head, ...shifted(secretSpans(text.slice(row.offset, end), search), row.offset)];
  });
}

export function shifted(spans: readonly Span[], by: number): Span[] {
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }));
}

/** Sizes that fit the new body: as many bytes more or less as the body has. */
function resized(source: Searched, headers: readonly Header[], body: Uint8Array, isText: boolean) {
  const change = body.length - source.body.length;
  const bodySize = isText ? source.bodySize + change : 0;
  return {
    bodySize,
    truncated: isText && source.truncated,
    headers: headers.map((line): Header => {
      const isLength = line[0].toLowerCase() === 'content-length' && /^\d{1,15}$/.test(line[1]);
      if (!isLength || (isText && change === 0)) return line;
      return [line[0], isText ? `${Math.max(0, Number(line[1]) + change)}` : '0'];
    }),
  };
}
