import type { ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliverySummary } from '#lib/model/delivery-json.ts';
import { deliverySummary, hasPrivateParts } from '#lib/summary/delivery-summary.ts';
import { openPacer } from './pacer.ts';

/** Emits deliveries to the pages of a bin: as owners see them, and as others do; `forOthers` is null where both see the same. */
export type EmitDeliveries = (
  binId: number,
  forOwners: DeliverySummary[],
  forOthers: DeliverySummary[] | null,
) => void;

/** The shortest time between two messages of a bin, milliseconds. */
const interval = 100;

/**
 * Batches the changes of deliveries of a bin: the first is sent at once, the last of each delivery within the interval together.
 * `watched` avoids the work for bins without viewers.
 */
export function gatherDeliveries(emit: EmitDeliveries, watched: (binId: number) => boolean) {
  /** The last change of each delivery, in the order of the changes. */
  const empty = () => new Map<string, ListedDelivery>();
  const { pendingOf, schedule, flush, stop } = openPacer(interval, empty, (binId, pending) => {
    const deliveries = [...pending.values()];
    const forOwners = deliveries.map((delivery) => deliverySummary(delivery, 'owner'));
    const forOthers = deliveries.some(hasPrivateParts)
      ? deliveries.map((delivery) => deliverySummary(delivery, 'other'))
      : null;
    emit(binId, forOwners, forOthers);
  });

  return {
    changed(binId: number, delivery: ListedDelivery): void {
      if (!watched(binId)) return;
      const deliveries = pendingOf(binId);
      deliveries.delete(delivery.id);
      deliveries.set(delivery.id, delivery);
      schedule(binId);
    },
    flush,
    stop,
  };
}
