import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '#lib/config/read-config.ts';

/** Headers of requests that pages of other origins may send, besides those they always may (Fetch Standard, CORS protocol). */
const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'If-Range',
  'Last-Event-ID',
  'Range',
  'Wirebin-Mask',
].join(', ');

/** Headers of responses that they may read. */
const responseHeaders = [
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Idempotency-Replayed',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Wirebin-Decode-Error',
  'Wirebin-Decoded',
  'Wirebin-Truncated',
].join(', ');

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE';
/** How long browsers may remember a preflight, seconds. */
const rememberedFor = '600';

/**
 * Lets pages of the allowed origins call the API. Sets the headers of the response; true when the request was a preflight, which is then
 * answered. Credentials are never allowed: a key is sent by the page itself.
 */
export function allowOrigins(
  { corsOrigins }: Pick<Config, 'corsOrigins'>,
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (corsOrigins.length === 0 || !url.startsWith('/api/')) return false;
  // Caches must not give one origin what another got.
  response.appendHeader('Vary', 'Origin');
  const { origin } = headers;
  const allowed = corsOrigins.includes('*') ? '*' : origin;
  if (origin === undefined || !(allowed === '*' || corsOrigins.includes(origin))) return false;
  response.setHeader('Access-Control-Allow-Origin', allowed!);
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) {
    response.setHeader('Access-Control-Expose-Headers', responseHeaders);
    return false;
  }
  response.writeHead(204, {
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': requestHeaders,
    'Access-Control-Max-Age': rememberedFor,
  });
  response.end();
  return true;
}
