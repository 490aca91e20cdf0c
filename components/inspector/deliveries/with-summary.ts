import type { DeliveryJson, DeliverySummary } from '#lib/model/delivery-json.ts';
import { isStale } from './delivery-list.ts';

/** A delivery with the state and the attempts of a summary of it. What the summary does not have stays; new attempts have no hops yet. */
export function withSummary(delivery: DeliveryJson, summary: DeliverySummary): DeliveryJson {
  if (isStale(summary, delivery)) return delivery;
  const { state, attempts } = summary;
  return {
    ...delivery,
    state,
    attempts: attempts.map((attempt) => {
      const known = delivery.attempts.find(({ number }) => number === attempt.number);
      return { hops: [], ...known, ...attempt };
    }),
  };
}
