import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from '../target.ts';
import { framingOf, isNamed, isSendable } from './client-headers.ts';

/**
 * The header list for a client that sends only the lines it is given: all lines that can be sent, with a Content-Length
 * that matches the stored body, and the Host that an HTTP/2 request has as `:authority`.
 */
export function wholeHeaders(source: RequestSource, server: URL): Header[] {
  const lines = source.headers.filter(isSendable);
  const framing = framingOf(source);
  if (framing === 'chunked') return withHost(without(lines, ['Content-Length']), source, server);
  if (framing === 'none') return withHost(lines, source, server);
  const length = source.body.length;
  const corrected = lines.map(
    (line): Header =>
      isNamed(line, 'Content-Length') && Number(line[1]) !== length ? [line[0], `${length}`] : line,
  );
  const sent = all(lines, 'Content-Length').length > 0;
  return withHost(sent ? corrected : [...lines, ['Content-Length', `${length}`]], source, server);
}

function withHost(lines: Header[], { httpVersion }: RequestSource, server: URL): Header[] {
  const missing = httpVersion === '2.0' && all(lines, 'Host').length === 0;
  return missing ? [['Host', server.host], ...lines] : lines;
}

/** The lines without those of these names, ignoring case. */
export function without(headers: readonly Header[], names: readonly string[]): Header[] {
  return headers.filter((line) => !names.some((name) => isNamed(line, name)));
}

/** Whether a name occurs twice, ignoring case. */
export function hasDuplicates(headers: readonly Header[]): boolean {
  return new Set(headers.map(([name]) => name.toLowerCase())).size < headers.length;
}

/**
 * Joins lines of the same name, for clients that support one line per name. The result has the position and case of the
 * first line; values are joined as RFC 9110 §5.3 allows, and Cookie as in RFC 6265 §5.4.
 */
export function joinedHeaders(headers: readonly Header[]): Header[] {
  const joined = new Map<string, Header>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const earlier = joined.get(key);
    const separator = key === 'cookie' ? '; ' : ', ';
    joined.set(key, earlier ? [earlier[0], earlier[1] + separator + value] : [name, value]);
  }
  return [...joined.values()];
}

/** Whether every byte of a line is ASCII. */
export function isAscii([name, value]: Header): boolean {
  return !/[^\0-\x7f]/.test(name + value);
}
