import { forOrigin } from './retarget.ts';
import type { CopySource } from './target.ts';

/**
 * The request as it would be made to a function that runs on this machine: another target, Host to match, since frameworks
 * build the function's URL of it, and HTTP/1.1 instead of HTTP/2, which local hosts do not speak without TLS.
 */
export function localCall(source: CopySource, origin: string, target: string): CopySource {
  const remark = 'Sent as HTTP/1.1: local hosts do not speak HTTP/2 without TLS.';
  return {
    ...forOrigin(source, origin),
    target,
    prefixLength: 0,
    httpVersion: source.httpVersion === '2.0' ? '1.1' : source.httpVersion,
    remarks: [...(source.remarks ?? []), ...(source.httpVersion === '2.0' ? [remark] : [])],
  };
}
