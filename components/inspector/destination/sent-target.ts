import { sampleUrl } from '#lib/samples/sign-sample.ts';
import type { SendTo } from './remembered.ts';

/** What a request says of its target before a destination is chosen. */
export type OwnTarget = {
  /** Path and query, below the capture URL or another server: `/orders?id=1`. */
  readonly path: string;
  /** The query that is added where the destination has a path of its own; begins with `?`, or is empty. */
  readonly addedQuery: string;
};

/** Whether a URL names more than a server: then the request is sent to exactly that URL. */
function hasOwnPath(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search } = new URL(url);
  return pathname !== '/' || search !== '';
}

/** The target of a request at a destination, unless somebody enters another: that of the URL, or that of the request. */
export function usualTarget(to: SendTo, { path, addedQuery }: OwnTarget): string {
  if (to === 'self' || !hasOwnPath(to.url)) return path;
  const { pathname, search } = new URL(to.url);
  return sampleUrl(pathname + search, addedQuery);
}

/** The request-target that is sent: below the capture URL for the bin. */
export function requestTarget(to: SendTo, target: string, captureUrl: string): string {
  return to === 'self' ? new URL(captureUrl).pathname.replace(/\/$/, '') + target : target;
}

/** The full URL that a request is sent to, which some providers sign. The target is kept byte for byte. */
export function urlSentTo(to: SendTo, target: string, captureUrl: string): string {
  const origin = new URL(to === 'self' ? captureUrl : to.url).origin;
  return origin + requestTarget(to, target, captureUrl);
}
