import { first } from '#lib/http/header-lookup.ts';
import type { HopJson } from '#lib/model/delivery-json.ts';

/** Whether the body of the response of a hop can be stored: that of the last one is, those of redirects are not. */
export function hasStoredResponse(hops: readonly HopJson[], at: number): boolean {
  return at === hops.length - 1;
}

/** Whether a hop sent the body of the delivery. After some redirects, the request is one without a body (RFC 9110 §15.4). */
export function isBodySent(hops: readonly Pick<HopJson, 'headers'>[], at: number): boolean {
  if (at === 0) return true;
  const { headers } = hops[at]!;
  return first(headers, 'content-length') !== null || first(headers, 'transfer-encoding') !== null;
}
