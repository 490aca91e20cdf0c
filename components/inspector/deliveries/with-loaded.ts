import type { DeliveryJson } from '#lib/model/delivery-json.ts';

/**
 * A delivery that was loaded again. The request and the responses that are the same as before stay the same objects: views of their
 * bodies do not start again.
 */
export function withLoaded(known: DeliveryJson | null, loaded: DeliveryJson): DeliveryJson {
  if (known?.id !== loaded.id) return loaded;
  return {
    ...loaded,
    request: knownIfEqual(known.request, loaded.request),
    attempts: loaded.attempts.map((attempt) => {
      const before = known.attempts.find(({ number }) => number === attempt.number)?.hops;
      return { ...attempt, hops: attempt.hops.map((hop, index) => knownIfEqual(before?.[index], hop)) };
    }),
  };
}

/** The value that is known if it is equal to the loaded one: both are JSON with its properties in the same order. */
function knownIfEqual<T>(known: T | undefined, loaded: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(loaded) ? known : loaded;
}
