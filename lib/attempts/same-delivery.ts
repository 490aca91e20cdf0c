import { shortKey } from '#lib/http/short-key.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** The facts that identify the delivery of a capture. */
export type DeliveryFacts = Pick<CaptureSummary, 'method' | 'path' | 'provider'> & {
  readonly body: Pick<CaptureSummary['body'], 'sha256' | 'size'>;
};

/** How the attempts of a delivery were matched: by delivery ID, or by method, path and body. */
export type KnownBy = 'delivery' | 'body';

/**
 * A key that all attempts of a delivery share: by the provider's delivery ID, else by method, path and body. Null for a request
 * with neither an ID nor a body, since equal requests of that kind need not be retries. The list of the inspector marks only
 * attempts with a delivery ID (`attempts-in-list.ts`).
 */
export function attemptKey({
  method,
  path,
  provider,
  body,
}: DeliveryFacts): { by: KnownBy; key: string } | null {
  if (provider?.deliveryId) return { by: 'delivery', key: shortKey(`${provider.id} ${provider.deliveryId}`) };
  return body.size === 0 ? null : { by: 'body', key: shortKey(`${method} ${path} ${body.sha256}`) };
}
