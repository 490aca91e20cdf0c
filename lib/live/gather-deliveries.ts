import type { ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { deliverySummary, hasPrivateParts } from '#lib/summary/delivery-summary.ts';

/** Emits deliveries to the pages of a bin: as owners see them, and as others do; `forOthers` is null where both see the same. */
export type EmitDeliveries = (
  binId: number,
  forOwners: DeliverySummary[],
  forOthers: DeliverySummary[] | null,
) => void;

type Pending = { readonly deliveries: Map<string, ListedDelivery>; timer: NodeJS.Timeout | null };

/** The shortest time between two messages of a bin, milliseconds. */
const interval = 100;

/**
 * Batches the changes of deliveries of a bin: the first is sent at once, the last of each delivery within the interval together.
 * `watched` avoids the work for bins without viewers.
 */
export function gatherDeliveries(emit: EmitDeliveries, watched: (binId: number) => boolean) {
  const bins = new Map<number, Pending>();

  function send(binId: number, pending: Pending): void {
    const deliveries = [...pending.deliveries.values()];
    pending.deliveries.clear();
    if (deliveries.length === 0) {
      pending.timer = null;
      bins.delete(binId);
      return;
    }
    const forOwners = deliveries.map((delivery) => deliverySummary(delivery, 'owner'));
    const forOthers = deliveries.some(hasPrivateParts)
      ? deliveries.map((delivery) => deliverySummary(delivery, 'other'))
      : null;
    emit(binId, forOwners, forOthers);
    pending.timer = setTimeout(() => send(binId, pending), interval);
  }

  return {
    changed(binId: number, delivery: ListedDelivery): void {
      if (!watched(binId)) return;
      const pending = bins.get(binId) ?? { deliveries: new Map(), timer: null };
      bins.set(binId, pending);
      // The last change comes last.
      pending.deliveries.delete(delivery.id);
      pending.deliveries.set(delivery.id, delivery);
      if (pending.timer === null) send(binId, pending);
    },
    /** Sends the pending batch of a bin, so that other messages keep their order. */
    flush(binId: number): void {
      const pending = bins.get(binId);
      if (!pending) return;
      if (pending.timer) clearTimeout(pending.timer);
      send(binId, pending);
    },
    stop(): void {
      for (const { timer } of bins.values()) if (timer) clearTimeout(timer);
      bins.clear();
    },
  };
}
