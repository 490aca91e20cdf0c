import { readable } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { BinResponse } from './response.ts';

/** Statuses at which browsers go where `Location` says (Fetch Standard, redirect status), or may (300, RFC 9110 §15.4.1). */
const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);

const isLocation = ([name]: Header) => name.toLowerCase() === 'location';

/**
 * The `Location` of a response that redirects a browser from `origin` to another site; null if it does not. It is parsed as in
 * browsers (WHATWG URL). A value that is no URL counts as another site.
 */
export function crossSiteTarget({ status, headers }: BinResponse, origin: string): string | null {
  if (!redirects.has(status)) return null;
  const locations = headers.filter(isLocation).map(([, value]) => readable(value));
  return locations.find((location) => !staysAt(origin, location)) ?? null;
}

/** Behind an untrusted proxy the scheme is unknown, so both are tried: `https:example.com` stays on one and leaves the other. */
function staysAt(origin: string, location: string): boolean {
  return ['http:', 'https:'].every((scheme) => {
    const base = origin.replace(/^https?:/, scheme);
    return URL.canParse(location, base) && isAt(new URL(location, base), new URL(origin).host);
  });
}

function isAt({ protocol, host }: URL, ownHost: string): boolean {
  return (protocol === 'https:' || protocol === 'http:') && host === ownHost;
}

/** Headers that describe the body of a redirect, which is replaced. */
const aboutTheBody = /^(?:content-|transfer-encoding$|etag$|last-modified$)/i;

/** Replaces a redirect by a text that shows its target. The status stays. */
export function redirectAsText(reply: BinResponse, target: string): BinResponse {
  const kept = reply.headers.filter((header) => !isLocation(header) && !aboutTheBody.test(header[0]));
  const text = [
    `This bin responds with ${reply.status} and redirects to another site:`,
    '',
    `    ${target}`,
    '',
    'Browsers are not redirected from here to other sites, because anyone can create a bin.',
    'If you trust the target, copy its URL. Tools such as curl get the redirect.',
    '',
  ];
  return {
    ...reply,
    headers: [...kept, ['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']],
    body: new TextEncoder().encode(text.join('\n')),
  };
}

/** The same redirect, kept out of the browser's cache, from which it could redirect a person later. */
export function uncachedRedirect(reply: BinResponse): BinResponse {
  const kept = reply.headers.filter(([name]) => !/^(?:cache-control|expires|pragma)$/i.test(name));
  return { ...reply, headers: [...kept, ['Cache-Control', 'no-store']] };
}
