import type { Asker } from '#lib/model/asker.ts';
import type { AttemptFacts, Delivery, DeliveryHop, ListedDelivery } from '#lib/model/delivery.ts';
import type { DeliveryState } from '#lib/model/delivery-json.ts';

/**
 * Requests that bins send, with their attempts. A bin keeps the newest within `model/delivery-limits.ts`; they are removed with it.
 * What is under way survives a crash of the process. It survives a power cut once it has ended: then it is on disk.
 * Times are milliseconds since the epoch.
 */
export interface DeliveryStore {
  /** Adds a delivery that waits for its turn. Removes the oldest that ended beyond the limits. False when there is no such bin. */
  addDelivery(binId: number, delivery: NewDelivery): Promise<boolean>;
  /** Records that an attempt begins and who makes it. False when there is no such delivery. */
  beginAttempt(binId: number, id: string, attempt: BegunAttempt): Promise<boolean>;
  /**
   * Records that nothing more happens to a delivery for now, and its last attempt, which replaces the one with the same number.
   * Removes the oldest that ended beyond the limits. False when there is no such delivery.
   */
  endDelivery(binId: number, id: string, state: EndState, attempt: EndedAttempt | null): Promise<boolean>;
  /** A page of deliveries, newest first. An unknown `before` gives an empty page. */
  listDeliveries(binId: number, query: DeliveryQuery): Promise<DeliveryList>;
  /** A delivery without the bytes of bodies. */
  delivery(binId: number, id: string): Promise<Delivery | null>;
  /** The same for a delivery that is about to be sent: also null when its bin was deleted. */
  deliveryToSend(binId: number, id: string): Promise<Delivery | null>;
  /** The bytes of the request body from offset `first` to `last`, both included; none when they are no longer kept. */
  readDeliveryBody(
    binId: number,
    id: string,
    first: number,
    last: number,
    asker?: Asker,
  ): AsyncIterable<Uint8Array>;
  /** The stored bytes of the last response body of an attempt; null when there is none. */
  attemptResponse(binId: number, id: string, number: number): Promise<Uint8Array | null>;
  /** False when there is no such delivery. */
  removeDelivery(binId: number, id: string): Promise<boolean>;
  /**
   * Marks deliveries whose process has no lease any more as failed with `send-interrupted`. Returns them. A process has a lease
   * with its own name as name and holder.
   */
  interruptDeliveries(now: number): Promise<{ binId: number; delivery: ListedDelivery }[]>;
}

export type EndState = Exclude<DeliveryState, 'waiting' | 'sending'>;

/** A delivery to be added. Its body is that of a capture, or bytes of its own. */
export type NewDelivery = Omit<Delivery, 'state' | 'attempts' | 'body' | 'owner'> & {
  readonly owner: string;
  readonly body: { readonly size: number; readonly sha256: string } & (
    | { readonly ofCapture: number }
    | { readonly bytes: Uint8Array }
  );
};

export type BegunAttempt = { readonly number: number; readonly startedAt: number; readonly owner: string };

export type EndedAttempt = Omit<AttemptFacts, 'ms'> & {
  readonly ms: number;
  readonly hops: readonly DeliveryHop[];
  /** The body of the last response, as far as it is stored. */
  readonly response: Uint8Array | null;
};

/** Which deliveries a page has: those before a delivery, those of a capture, those of a bulk replay. */
export type DeliveryQuery = {
  readonly before?: string;
  readonly limit: number;
  readonly capture?: number;
  readonly replay?: string;
};

export type DeliveryList = {
  readonly deliveries: readonly ListedDelivery[];
  /** How many there are in all pages. */
  readonly total: number;
  /** The `before` of the next page; null at the end. */
  readonly next: string | null;
};
