import type { Narrowing } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { pathOf } from '#lib/http/target.ts';
import type { ListedFacts } from '#lib/model/capture.ts';
import { attemptKey, type DeliveryFacts } from './same-delivery.ts';

/** A filter for the attempts of a capture's delivery, itself included; null if nothing identifies the delivery. */
export function attemptsFilter(facts: ListedFacts): Filter | null {
  const wanted = attemptKey(deliveryFacts(facts));
  if (!wanted) return null;
  const matches = (other: ListedFacts) => attemptKey(deliveryFacts(other))?.key === wanted.key;
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

function deliveryFacts({
  method,
  target,
  prefixLength,
  provider,
  sha256,
  bodySize,
}: ListedFacts): DeliveryFacts {
  return { method, path: pathOf(target, prefixLength), provider, body: { sha256, size: bodySize } };
}
