import { readable } from '../http/byte-string.ts';
import type { Header } from '../model/capture.ts';
import type { Reply } from './reply.ts';

/** Statuses at which browsers go where `Location` says (Fetch Standard, redirect status), or may (300, RFC 9110 §15.4.1). */
const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);

const isLocation = ([name]: Header) => name.toLowerCase() === 'location';

/**
 * Where a reply sends a browser that was at `origin`, when that is another site: the text of `Location`. Null where it sends it
 * nowhere, or stays. It is read as browsers read it (WHATWG URL); what is no URL counts as another site.
 */
export function targetElsewhere({ status, headers }: Reply, origin: string): string | null {
  if (!redirects.has(status)) return null;
  const locations = headers.filter(isLocation).map(([, value]) => readable(value));
  return locations.find((location) => !staysAt(origin, location)) ?? null;
}

/** Behind a proxy that nobody trusts the scheme people use is not known: `https:example.com` stays at one and leaves the other. */
function staysAt(origin: string, location: string): boolean {
  return ['http:', 'https:'].every((scheme) => {
    const base = origin.replace(/^https?:/, scheme);
    return URL.canParse(location, base) && isAt(new URL(location, base), new URL(origin).host);
  });
}

function isAt({ protocol, host }: URL, ownHost: string): boolean {
  return (protocol === 'https:' || protocol === 'http:') && host === ownHost;
}

/** Fields of a redirect that say something of a body it no longer has. */
const aboutTheBody = /^(?:content-|transfer-encoding$|etag$|last-modified$)/i;

/** A page instead of a redirect: the status stays, and the target is told in plain text rather than followed. */
export function toldRedirect(reply: Reply, target: string): Reply {
  const kept = reply.headers.filter((header) => !isLocation(header) && !aboutTheBody.test(header[0]));
  const text = [
    `This bin responds with ${reply.status} and redirects to another site:`,
    '',
    `    ${target}`,
    '',
    'Browsers are not redirected from here to other sites, because anyone can create a bin.',
    'If you trust the target, copy its address. Tools such as curl get the redirect.',
    '',
  ];
  return {
    ...reply,
    headers: [...kept, ['Content-Type', 'text/plain; charset=utf-8'], ['X-Content-Type-Options', 'nosniff']],
    body: new TextEncoder().encode(text.join('\n')),
  };
}

/** The same redirect, kept out of the browser's cache: from there a person could be sent on later. */
export function uncachedRedirect(reply: Reply): Reply {
  const kept = reply.headers.filter(([name]) => !/^(?:cache-control|expires|pragma)$/i.test(name));
  return { ...reply, headers: [...kept, ['Cache-Control', 'no-store']] };
}
