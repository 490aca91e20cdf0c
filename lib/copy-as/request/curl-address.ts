import { bashWord } from '../literals/bash-word.ts';
import type { RequestSource } from '../target.ts';

/** The URL as a bash word, and the options that keep curl from changing the target. */
export function curlAddress(
  source: Pick<RequestSource, 'target'>,
  server: URL,
): { url: string; options: string[] } {
  const { target } = source;
  if (!survivesAsUrl(target)) {
    return { url: bashWord(server.origin), options: [`--request-target ${bashWord(target)}`] };
  }
  const options = [hasDotSegment(target) && '--path-as-is', /[[\]{}]/.test(target) && '--globoff'];
  return { url: bashWord(server.origin + target), options: options.filter((option) => option !== false) };
}

/**
 * Whether curl sends the target unchanged when it is part of a URL. curl parses the URL and builds the target from its
 * parts. That drops a fragment, percent-encodes non-ASCII characters and, since 8.20, writes `%2f` as `%2F`. A target that
 * is not a path (RFC 9112 §3.2.2 to 3.2.4) cannot be part of a URL.
 */
function survivesAsUrl(target: string): boolean {
  const visibleOriginForm = /^\/[!-~]*$/.test(target);
  return visibleOriginForm && !/#|\?$|%(?:[a-f][\da-fA-F]|[\dA-F][a-f])/.test(target);
}

/** Whether a path has `.` or `..` as segments (RFC 3986 §5.2.4), which curl resolves; since 8.13 also written as `%2E`. */
function hasDotSegment(target: string): boolean {
  return /\/(?:\.|%2e){1,2}(?:[/?]|$)/i.test(target);
}
