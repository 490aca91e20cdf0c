import type { DeliverySummary, ReplayProgress } from '#lib/model/delivery-json.ts';

/** What is new about the deliveries of a bin: from the live channel, or from what this page has done. */
export type DeliveryEvent =
  | { readonly type: 'changed'; readonly deliveries: readonly DeliverySummary[] }
  | { readonly type: 'removed'; readonly id: string }
  | { readonly type: 'replay'; readonly progress: ReplayProgress }
  /** A forward rule or its queue changed; the API has the new state. */
  | { readonly type: 'forwards' }
  /** The live channel was joined (again): events may have been missed. */
  | { readonly type: 'missed' };

/** Hands events on to the parts of the page that show deliveries. */
export type DeliveryNews = {
  publish(event: DeliveryEvent): void;
  subscribe(listener: (event: DeliveryEvent) => void): () => void;
};

export function createDeliveryNews(): DeliveryNews {
  const listeners = new Set<(event: DeliveryEvent) => void>();
  return {
    publish(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
