import { pathOf } from '#lib/http/target.ts';
import type { ForwardSettings } from '#lib/model/forward.ts';
import { type CapturedTarget, targetForBin } from '#lib/outgoing/bin-target.ts';
import { parseDestination } from '#lib/outgoing/destination.ts';

/**
 * The request-target of a forwarded request. With `append`, the path of the request below its bin follows that of the URL, and its query
 * that of the URL: `/hook?key=1` and `/push?x=2` make `/hook/push?key=1&x=2`. Fails with `destination-invalid`.
 */
export function forwardedTarget(
  { to, path }: Pick<ForwardSettings, 'to' | 'path'>,
  captured: CapturedTarget,
  binDomain: string | undefined,
): string {
  const isForServer = captured.target === '*';
  if ('bin' in to)
    return targetForBin(path === 'append' && !isForServer ? captured : '', { slug: to.bin, binDomain });
  const { target: ofUrl } = parseDestination(to.url);
  if (path === 'fixed') return ofUrl;
  if (isForServer) return ofUrl === '/' ? '*' : ofUrl;
  const [base = '', ...baseQuery] = ofUrl.split('?');
  const [rest = '', ...restQuery] = pathOf(captured.target, captured.prefixLength).split('?');
  const joined = rest === '/' && base !== '/' ? base : `${base.replace(/\/$/, '')}${rest}`;
  const queries = [baseQuery.join('?'), restQuery.join('?')].filter((query) => query !== '');
  return queries.length > 0 ? `${joined}?${queries.join('&')}` : joined;
}
