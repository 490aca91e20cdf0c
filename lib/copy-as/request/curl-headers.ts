import { all, first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { RequestSource } from '../target.ts';
import { isHostOf, isNamed, isSendable } from './client-headers.ts';
import type { CurlBody } from './curl-body.ts';

/** Above this many bytes curl sends `Expect: 100-continue` before a body (since 7.69; 1,024 before). */
const EXPECT_THRESHOLD = 1024 * 1024;

/**
 * The arguments of curl's `-H`, as byte strings, in the order sent:
 * - `Name: value` and, for an empty value, `Name;` add a line
 * - `Name:` keeps curl from adding that line on its own
 */
export function curlHeaders(source: RequestSource, server: URL, body: CurlBody | null): string[] {
  const hasDefaultHost = isHostOf(source.headers, server);
  const lines = source.headers
    .filter(isSendable)
    .filter((header) => !(hasDefaultHost && isNamed(header, 'Host')))
    .filter((header) => !(body && isNamed(header, 'Content-Length')))
    .map(headerArgument);
  const host = hasDefaultHost || hostComesFirst(source) ? [] : ['Host'];
  const kept = [...host, ...emptyFirstLines(source, body)].map((name) => `${name}:`);
  const missing = addedByCurl(source, body).map((name) => `${name}:`);
  return [...kept, ...lines, ...missing];
}

function headerArgument([name, value]: Header): string {
  return /^[\t\v\f ]*$/.test(value) ? `${name};` : `${name}: ${value}`;
}

/**
 * curl treats the first line of some names specially. An empty line before the sent ones takes that role, so that the sent
 * ones are ordinary headers. For Host this keeps the position, case and number of lines; otherwise curl would write the
 * first one before everything else and drop the rest. HTTP/2 has `:authority`, which is always first.
 */
function hostComesFirst({ headers, httpVersion }: RequestSource): boolean {
  if (httpVersion === '2.0') return true;
  return headers[0]?.[0] === 'Host' && all(headers, 'Host').length === 1;
}

/** Names whose first line needs to be empty; see `hostComesFirst`. */
function emptyFirstLines(source: RequestSource, body: CurlBody | null): string[] {
  if (body?.precoded) return ['Transfer-Encoding', 'Content-Length'];
  const chunked = first(source.headers, 'Transfer-Encoding') !== null;
  // After waiting for 100 (Continue), curl 7 omits the last chunk of an empty body, and the server waits forever.
  if (chunked && body?.size === 0 && first(source.headers, 'Expect') !== null) return ['Expect'];
  return [];
}

/** The headers that curl would add although the sender did not send them. */
function addedByCurl(source: RequestSource, body: CurlBody | null): string[] {
  const added = ['User-Agent', 'Accept'];
  if (body) added.push('Content-Type');
  if (body && body.size > EXPECT_THRESHOLD) added.push('Expect');
  return added.filter((name) => first(source.headers, name) === null);
}
