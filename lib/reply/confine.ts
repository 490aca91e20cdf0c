import { first } from '../http/headers.ts';
import type { Header, Received } from '../model/capture.ts';
import { targetElsewhere, toldRedirect, uncachedRedirect } from './redirect.ts';
import type { Reply } from './reply.ts';

/** Where browsers may run what replies hold, since the operator trusts those who wrote them. */
export type Trust = { readonly onAppHost: boolean; readonly onBinHosts: boolean };

/** Who will get a reply. */
export type Viewer = {
  readonly isBrowser: boolean;
  /** A person is shown the reply, in a window or a frame. */
  readonly isShown: boolean;
  /** It comes from the app's own host, rather than one of the bin's. */
  readonly isAppHost: boolean;
  /** The origin the request was sent to. */
  readonly origin: string;
};

/**
 * A reply as a browser may have it. Whoever makes a bin on an open server could otherwise show people a page of theirs under
 * the operator's name: a false log-in, a script beside the app. Tools get the reply as it was asked for.
 *
 * - What a browser shows is sandboxed (HTML §7.1.5): no script runs, no form is sent, and its origin is nobody's.
 * - What would stay with the app's host is left out there: cookies, and orders to the browser about the host.
 * - There nobody is asked for a password (RFC 9110 §11.6.1): the browser would ask in the operator's name, and the bin's author
 *   would get it.
 * - From there nobody is sent to another site: the status stays, and the target is told instead.
 * - What a browser was sent to is not for search engines.
 */
export function confine(reply: Reply, viewer: Viewer, trust: Trust): Reply {
  const { isBrowser, isShown, isAppHost } = viewer;
  if (!isBrowser) return reply;
  const isTrusted = isAppHost ? trust.onAppHost : trust.onBinHosts;
  const { headers, ...rest } = isAppHost && !isTrusted ? harmless(reply, viewer) : reply;
  const kept = isAppHost ? headers.filter(([name]) => !aboutTheHost.test(name)) : headers;
  const added: Header[] = [];
  // Also on what a script asked for: from the browser's cache it may be shown later.
  if (!isTrusted) added.push(['Content-Security-Policy', 'sandbox']);
  if (isShown) added.push(['X-Robots-Tag', 'noindex, nofollow, noarchive']);
  return { ...rest, headers: [...kept, ...added] };
}

/** Without a question for a password, and without sending a person to another site. */
function harmless(reply: Reply, { isShown, origin }: Viewer): Reply {
  const headers = reply.headers.filter(([name]) => !challenge.test(name));
  const silent = headers.length < reply.headers.length ? { ...reply, headers } : reply;
  const target = targetElsewhere(silent, origin);
  if (target === null) return silent;
  return isShown ? toldRedirect(silent, target) : uncachedRedirect(silent);
}

/** The viewer of a reply, by the request it answers. */
export function viewerOf(
  { headers, prefixLength }: Pick<Received, 'headers' | 'prefixLength'>,
  origin: string,
): Viewer {
  return {
    isBrowser: isBrowser(headers),
    isShown: isNavigation(headers),
    // A target that names the bin was sent to the app's own host; otherwise the host name did.
    isAppHost: prefixLength > 0,
    origin,
  };
}

/** Fields with which a browser is made to ask for a name and a password (RFC 9110 §11.6.1, §11.7.1). */
const challenge = /^(?:www|proxy)-authenticate$/i;

/** Fields with which a reply would speak for the whole host, or loosen how it is shown. */
const aboutTheHost =
  /^(?:set-cookie2?|strict-transport-security|clear-site-data|service-worker-allowed|refresh|alt-svc|report-to|reporting-endpoints|nel|content-security-policy(?:-report-only)?|public-key-pins|origin-agent-cluster|accept-ch|critical-ch|set-login|use-as-dictionary|sec(?:ure)?-session-registration)$/i;

/**
 * Browsers say so in Fetch Metadata (W3C), which pages cannot forge. They leave it out on plain http:// but for localhost; there
 * they are known by a name that all of them bear, and search engines' robots too. Node's `fetch` says `Sec-Fetch-Mode: cors` and
 * nothing else of it: it is a tool.
 */
function isBrowser(headers: readonly Header[]): boolean {
  return first(headers, 'sec-fetch-site') !== null || isNavigation(headers) || isCalledBrowser(headers);
}

function isCalledBrowser(headers: readonly Header[]): boolean {
  return /^Mozilla\//i.test(first(headers, 'user-agent') ?? '');
}

/** Somebody is shown the reply, in a window or in a frame; where nobody says, it is assumed. */
function isNavigation(headers: readonly Header[]): boolean {
  const mode = first(headers, 'sec-fetch-mode');
  return mode === null ? isCalledBrowser(headers) : mode === 'navigate';
}
