import { first } from '#lib/http/header-lookup.ts';
import type { Header, Received } from '#lib/model/capture.ts';
import { crossSiteTarget, redirectAsText, uncachedRedirect } from './redirect.ts';
import type { BinResponse } from './response.ts';

/** Where browsers may run the content of responses, because the operator trusts their authors. */
export type Trust = { readonly onAppHost: boolean; readonly onBinHosts: boolean };

/** Who gets a response. */
export type Viewer = {
  readonly isBrowser: boolean;
  /** Whether the browser shows the response, in a window or a frame. */
  readonly isShown: boolean;
  /** Whether it comes from the app's host, not from a host of the bin. */
  readonly isAppHost: boolean;
  /** The origin the request was sent to. */
  readonly origin: string;
};

/**
 * Makes a response safe for browsers. Otherwise anyone who creates a bin on an open server could show pages under the operator's
 * host: a fake login form, or a script on the origin of the app. Tools get the response unchanged.
 *
 * - In a browser, responses are sandboxed (HTML §7.1.5): no scripts, no forms, an opaque origin.
 * - On the app's host, headers that affect the host are removed: cookies, and policies for the whole host.
 * - On the app's host, authentication challenges are removed (RFC 9110 §11.6.1): the browser would ask for a password in the
 *   operator's name, and send it to the bin.
 * - On the app's host, redirects to another site become a text with the target. The status stays.
 * - Pages that a browser shows are not for search engines.
 */
export function confine(reply: BinResponse, viewer: Viewer, trust: Trust): BinResponse {
  const { isBrowser, isShown, isAppHost } = viewer;
  if (!isBrowser) return reply;
  const isTrusted = isAppHost ? trust.onAppHost : trust.onBinHosts;
  const { headers, ...rest } = isAppHost && !isTrusted ? withoutHarm(reply, viewer) : reply;
  const kept = isAppHost ? headers.filter(([name]) => !aboutTheHost.test(name)) : headers;
  const added: Header[] = [];
  // Also for requests of scripts: the browser may show the response later, from its cache.
  if (!isTrusted) added.push(['Content-Security-Policy', 'sandbox']);
  if (isShown) added.push(['X-Robots-Tag', 'noindex, nofollow, noarchive']);
  return { ...rest, headers: [...kept, ...added] };
}

/** Removes authentication challenges, and redirects to other sites. */
function withoutHarm(reply: BinResponse, { isShown, origin }: Viewer): BinResponse {
  const headers = reply.headers.filter(([name]) => !challenge.test(name));
  const silent = headers.length < reply.headers.length ? { ...reply, headers } : reply;
  const target = crossSiteTarget(silent, origin);
  if (target === null) return silent;
  return isShown ? redirectAsText(silent, target) : uncachedRedirect(silent);
}

/** The viewer of a response, from the request. */
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

/** Headers that make a browser ask for a name and a password (RFC 9110 §11.6.1, §11.7.1). */
const challenge = /^(?:www|proxy)-authenticate$/i;

/** Headers that affect the whole host, or weaken the sandbox. */
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

/** Whether a browser shows the response, in a window or a frame; assumed if the request does not say. */
function isNavigation(headers: readonly Header[]): boolean {
  const mode = first(headers, 'sec-fetch-mode');
  return mode === null ? isCalledBrowser(headers) : mode === 'navigate';
}
