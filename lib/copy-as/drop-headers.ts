import { all } from '#lib/http/headers.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import { counted } from './client-caveats.ts';
import type { CopySource, HeaderGroup } from './target.ts';

/** Leaving out header lines that belong to the way a request came, not to the request. */

/** About one connection only (RFC 9110 §7.6.1, RFC 2616 §13.5.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Written by proxies, load balancers and content delivery networks (RFC 7239, RFC 9110 §7.6.3, vendors' documentation). */
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

/** What says where the request goes and where it ends: Connection cannot name these away. */
const essential = new Set(['host', 'content-length']);

/**
 * The request without these groups of header lines. Without Transfer-Encoding a body has its length instead, in the same
 * place, and no trailers.
 */
export function withoutHeaders(source: CopySource, groups: readonly HeaderGroup[]): CopySource {
  const isDropped = dropping(source.headers, groups);
  const headers = source.headers.flatMap((line): Header[] => {
    if (!isDropped(line)) return [line];
    return lengthInstead(line, source);
  });
  if (!groups.includes('hop-by-hop') || source.trailers.length === 0) return { ...source, headers };
  const remark = `Left out with the chunked coding: ${counted(source.trailers.length, 'trailer line')}.`;
  return { ...source, headers, trailers: [], remarks: [...(source.remarks ?? []), remark] };
}

function dropping(headers: readonly Header[], groups: readonly HeaderGroup[]) {
  const named = new Set(
    all(headers, 'Connection').flatMap((line) => line.toLowerCase().split(/[\t ]*,[\t ]*/)),
  );
  return ([sent]: Header): boolean => {
    const name = sent.toLowerCase();
    if (groups.includes('hop-by-hop') && (hopByHop.has(name) || (named.has(name) && !essential.has(name)))) {
      return true;
    }
    return groups.includes('proxy') && (proxy.has(name) || proxyPrefix.test(name));
  };
}

function lengthInstead(line: Header, { headers, body }: CopySource): Header[] {
  const last = headers.findLast(([name]) => name.toLowerCase() === 'transfer-encoding');
  const replaces = line === last && isChunked(headers) && all(headers, 'Content-Length').length === 0;
  return replaces ? [['Content-Length', `${body.length}`]] : [];
}
