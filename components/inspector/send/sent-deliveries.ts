import type { DeliveryJson, DeliverySummary } from '#lib/model/delivery-json.ts';

/** What was sent: one delivery, or several of the same request. */
export type SentDeliveries =
  | { readonly is: 'one'; readonly delivery: DeliveryJson }
  | { readonly is: 'several'; readonly deliveries: readonly DeliverySummary[] };
