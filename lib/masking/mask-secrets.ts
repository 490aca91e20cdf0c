import { decodeText } from '#lib/body/decode-text.ts';
import { readMultipart } from '#lib/body/multipart/multipart.ts';
import { allRows } from '#lib/body/rows.ts';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { Capture, Header } from '#lib/model/capture.ts';
import { replaceSpans } from './replace-spans.ts';
import type { Search } from './search.ts';
import { SecretList } from './secret-list.ts';
import { isAboutContent, isDigestHeader, isSecretHeader } from './secret-names.ts';
import { escapedSecrets, formSecrets, secretSpans } from './secret-spans.ts';
import { stepSecrets } from './secret-steps.ts';
import type { Span } from './span.ts';

/**
 * The request with `[redacted]` in place of secrets, and everything else as it was sent, byte for byte:
 * - values of headers that authenticate or sign, and of JSON members, form fields, parameters and parts whose name says so
 *   (`secret-names.ts`)
 * - values shaped like keys, anywhere (`secret-values.ts`)
 * - other occurrences of these values, if they are long enough not to be an ordinary word
 *
 * A body that is not UTF-8 text cannot be searched and is omitted. Content-Length is adjusted to the body.
 */
export function maskSecrets<Source extends Searched & Described>(source: Source): Source {
  const isText = isSearchable(source);
  const { count, ...result } = replaceSecrets(source, new SecretList(), isText ? bodySecrets : null);
  return {
    ...source,
    ...result,
    remarks: [...(source.remarks ?? []), ...remarks(source, count, isText)],
  };
}

/** The parts of a request that are searched and may change. */
type Searched = Pick<
  Capture,
  'target' | 'prefixLength' | 'headers' | 'trailers' | 'body' | 'bodySize' | 'truncated'
>;

/** Whether the sender disconnected, and sentences for the reader of a copy. */
type Described = Pick<Capture, 'aborted'> & { readonly remarks?: readonly string[] };

/** Finds the secrets of a body, which is also given as a byte string. */
type BodySearch = (text: string, source: Searched, search: Search) => Span[];

/**
 * The request with its secrets replaced, and their number. It is searched twice, so that secrets found late are also replaced
 * before. Without `searchBody` the body is omitted.
 */
export function replaceSecrets<Source extends Searched>(
  source: Source,
  list: SecretList,
  searchBody: BodySearch | null,
): Searched & { count: number } {
  const text = searchBody ? fromBytes(source.body) : '';
  const first = replaceParts(source, text, list.search(), searchBody);
  const known = list.known();
  return known.isEmpty ? first : replaceParts(source, text, list.search(known), searchBody);
}

function replaceParts(
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
  const lines = (headers: readonly Header[], find: typeof headerSecrets) =>
    headers.map((line): Header => [line[0], replace(line[1], find(line, search))]);
  const headers = lines(source.headers, headerSecrets);
  const trailers = lines(source.trailers, otherHeaderSecrets);
  const target = newPrefix + replace(rest, targetSecrets(rest, search));
  const body = toBytes(replace(text, searchBody?.(text, source, search) ?? []));
  return {
    ...adjustSize(source, headers, body, searchBody !== null),
    target,
    prefixLength: newPrefix.length,
    trailers,
    body,
    count,
  };
}

function remarks(source: Searched, count: number, isText: boolean): string[] {
  const values =
    count === 1 ? '1 value that looks like a secret is' : `${count} values that look like secrets are`;
  const omitted = `The body of ${source.body.length} bytes is omitted: it is not text, so its secrets cannot be found.`;
  return [`${values} masked.`, ...(isText ? [] : [omitted])];
}

function headerSecrets([name, value]: Header, search: Search): Span[] {
  if (value === '') return [];
  const isSecret = search.nameKind(name).secret || isSecretHeader(name) || isDigestHeader(name);
  if (isSecret || search.rules?.header(name) || (search.rules && isSecretStrictly(name, value))) {
    search.found(value);
    return [{ start: 0, end: value.length }];
  }
  // Boundaries and host names may look random, but a request does not work without them.
  const isTechnical = /^(?:content-type|host)$/i.test(name) || search.nameKind(name).identifier;
  const inside = { ...search, name: isTechnical ? 'id' : '' };
  return [
    ...userInfo(name, value, search),
    ...(search.rules ? sizeParameter(name, value) : []),
    ...secretSpans(value, inside),
    ...escapedSecrets(value, inside),
  ];
}

/** The secrets of a header line that is not at the beginning of the request, where `Content-Length` is adjusted to the body. */
function otherHeaderSecrets(line: Header, search: Search): Span[] {
  const [name, value] = line;
  if (!search.rules || name.toLowerCase() !== 'content-length') return headerSecrets(line, search);
  return [{ start: 0, end: value.length }];
}

/** Whether a link masks the value of a header: by how long the content is, or a digest of it, secrets in it could be guessed. */
function isSecretStrictly(name: string, value: string): boolean {
  const lowered = name.toLowerCase();
  if (lowered === 'content-length') return !/^\d+$/.test(value);
  // Browsers can send credentials to a WebSocket only here.
  if (lowered === 'sec-websocket-protocol') return /auth|bearer|jwt|key|token|[^\s,]{33}/i.test(value);
  return isAboutContent(name);
}

/** The size of a file in Content-Disposition (RFC 2183 §2.7). */
function sizeParameter(name: string, value: string): Span[] {
  const found = name.toLowerCase() === 'content-disposition' ? /;\s*size\s*=\s*(?="?\d)/i.exec(value) : null;
  if (found === null) return [];
  const start = found.index + found[0].length;
  return [{ start, end: start + /^"?\d*"?/.exec(value.slice(start))![0].length }];
}

/** Headers that contain the name of a host, where some senders write credentials before an `@` (RFC 3986 §3.2.1). */
const hostHeaders = /^(?::authority|host|x-forwarded-host|x-original-host|forwarded)$/i;

function userInfo(name: string, value: string, search: Search): Span[] {
  if (!hostHeaders.test(name)) return [];
  // Without a scheme, everything up to the last @ may belong to it.
  const at = value.lastIndexOf('@');
  if (at < 0) return [];
  const start = /^(?:.*[;,]\s*)?(?:host="?)?/i.exec(value.slice(0, at))![0].length;
  search.found(value.slice(start, at));
  return [{ start, end: at }];
}

/**
 * Searches the path as text and by its steps, and what follows `?`, `&` or `#` as form fields. Credentials before an `@` are secret
 * also without a scheme, as in the target of CONNECT.
 */
function targetSecrets(target: string, search: Search): Span[] {
  return [...formSecrets(target, /[?&#]/, search), ...pathSecrets(target, search)];
}

function pathSecrets(target: string, search: Search): Span[] {
  const path = /^[^?#]*/.exec(target)![0];
  const spans: Span[] = [];
  // The authority: after `//`, or all of the target of CONNECT.
  const [whole = '', before = '', info] = /^((?:[a-z][a-z\d+.-]*:)?\/\/)?([^/]*)@/i.exec(path) ?? [];
  if (info !== undefined && info !== '' && (before !== '' || !path.startsWith('/'))) {
    search.found(info);
    spans.push({ start: before.length, end: whole.length - 1 });
  }
  return [...spans, ...stepSecrets(path, 0, search)];
}

/** Whether a body is UTF-8 text without control characters. A character may be cut off at its end. */
export function isSearchable({
  body,
  truncated,
  aborted,
}: Pick<Capture, 'body' | 'truncated' | 'aborted'>): boolean {
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
    const head = shiftSpans(headSecrets(text.slice(start, row.offset), search), start);
    if (row.kind === 'part' && search.nameKind(row.name?.text ?? '').secret) {
      search.found(text.slice(row.offset, end));
      return [...head, content];
    }
    return [...head, ...shiftSpans(secretSpans(text.slice(row.offset, end), search), row.offset)];
  });
}

/** The secrets in the header lines of a part, of which file names may be percent-encoded (RFC 8187). */
export function headSecrets(head: string, search: Search): Span[] {
  const lines = search.rules ? lineSecrets(head, search) : [];
  return [...lines, ...secretSpans(head, search), ...escapedSecrets(head, search)];
}

/** The secrets in header lines, each of which is read like one of a request. */
function lineSecrets(head: string, search: Search): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const line of head.split('\n')) {
    const [before, name] = /^([^\s:]{1,200})[ \t]*:[ \t]*/.exec(line) ?? [];
    if (before !== undefined && name !== undefined) {
      const value = line.slice(before.length).replace(/\r$/, '');
      for (const span of shiftSpans(otherHeaderSecrets([name, value], search), at + before.length))
        spans.push(span);
    }
    at += line.length + 1;
  }
  return spans;
}

export function shiftSpans(spans: readonly Span[], by: number): Span[] {
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }));
}

/** Body size and Content-Length adjusted to the new body. */
function adjustSize(source: Searched, headers: readonly Header[], body: Uint8Array, isText: boolean) {
  const change = body.length - source.body.length;
  const bodySize = isText ? source.bodySize + change : 0;
  return {
    bodySize,
    truncated: isText && source.truncated,
    headers: headers.map((line): Header => {
      const isLength = line[0].toLowerCase() === 'content-length' && /^\d+$/.test(line[1]);
      if (!isLength || (isText && change === 0)) return line;
      return [line[0], isText ? `${Math.max(0, Number(line[1]) + change)}` : '0'];
    }),
  };
}
