import type { CopySource } from '../target.ts';
import { forOrigin } from './retarget.ts';

/**
 * The request as a call to a function on this machine: with another target, a matching Host, since frameworks build the
 * function's URL from it, and HTTP/1.1 instead of HTTP/2, which local hosts do not support without TLS.
 */
export function localCall(source: CopySource, origin: string, target: string): CopySource {
  const remark = 'Sent as HTTP/1.1, because local servers do not support HTTP/2 without TLS.';
  return {
    ...forOrigin(source, origin),
    target,
    prefixLength: 0,
    httpVersion: source.httpVersion === '2.0' ? '1.1' : source.httpVersion,
    remarks: [...(source.remarks ?? []), ...(source.httpVersion === '2.0' ? [remark] : [])],
  };
}
