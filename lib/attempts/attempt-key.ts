import { shortKey } from '../http/short-key.ts';
import type { CaptureSummary } from '../model/capture-json.ts';

/** What tells that two captures may be one delivery, sent again. */
export type Kin = Pick<CaptureSummary, 'method' | 'path' | 'provider'> & {
  readonly body: Pick<CaptureSummary['body'], 'sha256' | 'size'>;
};

/** By what captures are known to be attempts of one delivery. */
export type KnownBy = 'delivery' | 'body';

/**
 * A text that is the same for all attempts of one delivery: the id the provider gives it, else method, path and the very
 * same body. Null where nothing tells: a request without a body is not sent "again" because another was like it.
 */
export function attemptKey({ method, path, provider, body }: Kin): { by: KnownBy; key: string } | null {
  if (provider?.deliveryId) return { by: 'delivery', key: shortKey(`${provider.id} ${provider.deliveryId}`) };
  return body.size === 0 ? null : { by: 'body', key: shortKey(`${method} ${path} ${body.sha256}`) };
}
