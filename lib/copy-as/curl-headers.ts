import { all, first } from '#lib/http/headers.ts';
import type { Header } from '#lib/model/capture.ts';
import { isHostOf, isNamed, isSendable } from './client-headers.ts';
import type { CurlBody } from './curl-body.ts';
import type { RequestSource } from './target.ts';

/** Above this many bytes curl asks with `Expect: 100-continue` before it sends a body (since 7.69; 1,024 before). */
const EXPECT_THRESHOLD = 1024 * 1024;

/**
 * The arguments of curl's `-H`, as byte strings, in the order sent:
 * - `Name: value` and, for an empty value, `Name;` put a line in
 * - `Name:` keeps curl from writing that line by itself
 */
export function curlHeaders(source: RequestSource, server: URL, body: CurlBody | null): string[] {
  const hostWritten = isHostOf(source.headers, server);
  const lines = source.headers
    .filter(isSendable)
    .filter((header) => !(hostWritten && isNamed(header, 'Host')))
    .filter((header) => !(body && isNamed(header, 'Content-Length')))
    .map(headerArgument);
  const host = hostWritten || hostComesFirst(source) ? [] : ['Host'];
  const kept = [...host, ...takenOver(source, body)].map((name) => `${name}:`);
  const missing = unsent(source, body).map((name) => `${name}:`);
  return [...kept, ...lines, ...missing];
}

function headerArgument([name, value]: Header): string {
  return /^[\t\v\f ]*$/.test(value) ? `${name};` : `${name}: ${value}`;
}

/**
 * curl gives a meaning of its own to the first line of some names. An empty one before the lines that were sent takes
 * that meaning, and the others are ordinary headers. For Host that means: each in its place, case and number, where
 * curl would write the first one before everything else and drop the rest. HTTP/2 has `:authority`, always first.
 */
function hostComesFirst({ headers, httpVersion }: RequestSource): boolean {
  if (httpVersion === '2.0') return true;
  return headers[0]?.[0] === 'Host' && all(headers, 'Host').length === 1;
}

/** See `hostComesFirst`. */
function takenOver(source: RequestSource, body: CurlBody | null): string[] {
  if (body?.precoded) return ['Transfer-Encoding', 'Content-Length'];
  const chunked = first(source.headers, 'Transfer-Encoding') !== null;
  // After the wait for 100 (Continue), curl 7 forgets the last chunk of an empty body, and the server waits for ever.
  if (chunked && body?.size === 0 && first(source.headers, 'Expect') !== null) return ['Expect'];
  return [];
}

/** The headers which curl would add although the sender sent none. */
function unsent(source: RequestSource, body: CurlBody | null): string[] {
  const added = ['User-Agent', 'Accept'];
  if (body) added.push('Content-Type');
  if (body && body.size > EXPECT_THRESHOLD) added.push('Expect');
  return added.filter((name) => first(source.headers, name) === null);
}
