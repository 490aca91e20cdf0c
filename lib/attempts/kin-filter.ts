import type { Filter } from '../filter/index.ts';
import type { Narrowing } from '../filter/key.ts';
import { pathOf } from '../http/target.ts';
import type { CaptureFacts } from '../model/capture.ts';
import { attemptKey, type Kin } from './attempt-key.ts';

/** Finds the attempts of the delivery a capture belongs to, itself included; null where nothing ties it to another. */
export function kinFilter(facts: Omit<CaptureFacts, 'trailers'>): Filter | null {
  const wanted = attemptKey(kinOf(facts));
  if (!wanted) return null;
  const matches = (other: Omit<CaptureFacts, 'trailers'>) => attemptKey(kinOf(other))?.key === wanted.key;
  const narrowing: Narrowing =
    wanted.by === 'delivery'
      ? { column: 'deliveryId', is: 'equals', value: facts.provider?.deliveryId ?? null }
      : { column: 'bodySize', is: 'equals', value: facts.bodySize };
  return {
    source: null,
    mayMatch: matches,
    matches: ({ facts: other }) => matches(other),
    needsBody: false,
    narrowings: [narrowing],
    words: [],
  };
}

function kinOf({
  method,
  target,
  prefixLength,
  provider,
  sha256,
  bodySize,
}: Omit<CaptureFacts, 'trailers'>): Kin {
  return { method, path: pathOf(target, prefixLength), provider, body: { sha256, size: bodySize } };
}
