import { readable } from '#lib/http/byte-string.ts';
import type { DraftNote } from '../draft.ts';
import { type Address, readAddress } from '../request/address.ts';

/** How a command changes its URL. */
type UrlSettings = {
  readonly isGlobOff: boolean;
  readonly isPathAsIs: boolean;
  /** `--request-target`; null without it. */
  readonly requestTarget: string | null;
  /** What `--get` and `--url-query` add to the query. */
  readonly query: readonly string[];
};

/** The address that curl sends to (curl man page, "URL"): http without a scheme, `\[` for a bracket, and no dot segments. */
export function curlUrl(
  url: string,
  { isGlobOff, isPathAsIs, requestTarget, query }: UrlSettings,
  note: (note: DraftNote) => void,
): Address {
  if (!isGlobOff && /(?:^|[^\\])[[{]/.test(url.replace(/^[a-z]+:\/\/\[[\da-f:.]+\]/i, '')))
    note({
      code: 'url-pattern',
      message: `curl requests a URL for each value of the brackets in ${JSON.stringify(readable(url).slice(0, 200))}. The draft has them as they are.`,
    });
  const address = readAddress(isGlobOff ? url : url.replace(/\\([[\]{}])/g, '$1'));
  if (requestTarget !== null) return { ...address, target: requestTarget };
  const target = isPathAsIs ? address.target : withoutDotSegments(address.target);
  if (query.length === 0) return { ...address, target };
  return { ...address, target: `${target}${target.includes('?') ? '&' : '?'}${query.join('&')}` };
}

/** The target with its dot segments resolved (RFC 3986 §5.2.4). */
function withoutDotSegments(target: string): string {
  const queryAt = target.indexOf('?');
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const segments = path.slice(1).split('/');
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const isDot = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    if (!isDot) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  });
  return `/${kept.join('/')}${queryAt < 0 ? '' : target.slice(queryAt)}`;
}
