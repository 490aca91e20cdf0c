import { all } from '#lib/http/header-lookup.ts';
import { framingFields, hopByHopFields, namedByConnection } from '#lib/http/hop-by-hop.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import type { CopySource, HeaderGroup } from '../target.ts';
import { countOf } from './client-caveats.ts';

/** Omits headers that belong to the connection or a proxy, not to the request. */

const hopByHop = new Set([...hopByHopFields, ...framingFields]);

/** Headers added by proxies, load balancers and content delivery networks (RFC 7239, RFC 9110 §7.6.3, vendors' documentation). */
const proxy = new Set([
  'cdn-loop',
  'fastly-client-ip',
  'fly-client-ip',
  'forwarded',
  'true-client-ip',
  'via',
  'x-amzn-trace-id',
  'x-arr-log-id',
  'x-arr-ssl',
  'x-azure-clientip',
  'x-azure-fdid',
  'x-azure-ref',
  'x-azure-socketip',
  'x-client-ip',
  'x-cloud-trace-context',
  'x-cluster-client-ip',
  'x-nf-client-connection-ip',
  'x-original-forwarded-for',
  'x-real-ip',
  'x-request-start',
]);
const proxyPrefix = /^(?:cf-(?!access-)|fly-|x-envoy-|x-forwarded-|x-vercel-(?!signature))/;

/** The request without these groups of headers. Content-Length replaces Transfer-Encoding, and trailers are omitted. */
export function withoutHeaders(source: CopySource, groups: readonly HeaderGroup[]): CopySource {
  const isDropped = dropping(source.headers, groups);
  const headers = source.headers.flatMap((line): Header[] => {
    if (!isDropped(line)) return [line];
    return lengthInstead(line, source);
  });
  if (!groups.includes('hop-by-hop') || source.trailers.length === 0) return { ...source, headers };
  const remark = `Omitted together with the chunked encoding: ${countOf(source.trailers.length, 'trailer line')}.`;
  return { ...source, headers, trailers: [], remarks: [...(source.remarks ?? []), remark] };
}

function dropping(headers: readonly Header[], groups: readonly HeaderGroup[]) {
  const named = namedByConnection(headers);
  return ([sent]: Header): boolean => {
    const name = sent.toLowerCase();
    if (groups.includes('hop-by-hop') && (hopByHop.has(name) || named.has(name))) return true;
    return groups.includes('proxy') && (proxy.has(name) || proxyPrefix.test(name));
  };
}

function lengthInstead(line: Header, { headers, body }: CopySource): Header[] {
  const last = headers.findLast(([name]) => name.toLowerCase() === 'transfer-encoding');
  const replaces = line === last && isChunked(headers) && all(headers, 'Content-Length').length === 0;
  return replaces ? [['Content-Length', `${body.length}`]] : [];
}
