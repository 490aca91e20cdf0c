import { readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Change } from './change.ts';
import { type Destination, originOfDestination, parseDestination } from './destination.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** The most redirects that are followed for one request. */
export const mostRedirects = 3;

/** The request that follows a redirect. */
export type Redirected = {
  readonly destination: Destination;
  readonly request: OutgoingRequest;
  readonly isOtherOrigin: boolean;
  /** Headers that do not go along. */
  readonly changes: readonly Change[];
};

const followed = new Set([301, 302, 303, 307, 308]);

/** Headers that describe what is sent and what is accepted. All others may be credentials, whatever their name. */
const allowedElsewhere = /^(?:accept|accept-.*|content-.*|user-agent)$/i;

/**
 * The request that a response redirects to (RFC 9110 §15.4); null if it does not. After 303, and after 301 and 302 to a POST,
 * it is a GET without body (HEAD stays HEAD); otherwise method and body stay. To another origin, only headers of an allow-list
 * and no trailers go along. Fails with `destination-invalid` if Location is no http or https URL.
 */
export function redirectOf(
  { status, headers }: { status: number; headers: readonly Header[] },
  from: Destination,
  request: OutgoingRequest,
): Redirected | null {
  const location = followed.has(status) ? first(headers, 'Location') : null;
  if (location === null) return null;
  const destination = parseDestination(resolved(readable(location), from, request.target));
  const isOtherOrigin = originOfDestination(destination) !== originOfDestination(from);
  const changes: Change[] = [];
  const dropsBody = becomesGet(status, request.method);
  const kept = request.headers.filter(([header]) => {
    const why = whyDropped(header, { isOtherOrigin, dropsBody });
    if (why !== null) changes.push({ what: 'dropped', header, value: null, why });
    return why === null;
  });
  return {
    destination,
    isOtherOrigin,
    changes,
    request: {
      ...request,
      target: destination.target,
      headers: kept,
      ...(isOtherOrigin || dropsBody ? { trailers: [] } : {}),
      ...(dropsBody ? { method: request.method === 'HEAD' ? 'HEAD' : 'GET', body: new Uint8Array() } : {}),
    },
  };
}

function becomesGet(status: number, method: string): boolean {
  return status === 303 || ((status === 301 || status === 302) && method === 'POST');
}

function whyDropped(
  name: string,
  { isOtherOrigin, dropsBody }: { isOtherOrigin: boolean; dropsBody: boolean },
): Change['why'] | null {
  if (dropsBody && /^(?:content-.*|transfer-encoding|trailer|expect)$/i.test(name))
    return 'redirect-without-body';
  // Host is made anew for every destination.
  return isOtherOrigin && !allowedElsewhere.test(name) && !/^(?:host|transfer-encoding)$/i.test(name)
    ? 'other-origin'
    : null;
}

/** Location is relative to the URL of the request (RFC 9110 §10.2.2). */
function resolved(location: string, from: Destination, target: string): string {
  const base = `${originOfDestination(from)}${target.startsWith('/') ? target : '/'}`;
  return URL.canParse(location, base) ? new URL(location, base).href : location;
}
