import type { Config } from '#lib/config/read-config.ts';
import type { Egress } from '#lib/egress/egress.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { ListedDelivery } from '#lib/model/delivery.ts';
import { fail } from '#lib/model/errors.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';
import type { Store } from '#lib/store/store.ts';
import { preparedSend, type StoredRequest } from './prepared-send.ts';
import type { ProcessLease } from './process-lease.ts';
import type { PreparedSend, Sender } from './sender.ts';

/** What deliveries are made with. */
export type DeliveryParts = {
  readonly store: Store;
  readonly egress: Egress;
  readonly announce: Announce;
  readonly config: Pick<Config, 'binDomain' | 'maxBodyBytes'>;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
};

/** The steps that single deliveries, repeats and bulk replays share. */
export class DeliveryWork {
  readonly parts: DeliveryParts;
  readonly sender: Sender;
  readonly #lease: ProcessLease;

  constructor(parts: DeliveryParts, sender: Sender, lease: ProcessLease) {
    this.parts = parts;
    this.sender = sender;
    this.#lease = lease;
  }

  /** The name of this process as the owner of deliveries. */
  get owner(): string {
    return this.#lease.name;
  }

  /** Adds a delivery to the store. Fails with `bin-deleted`. */
  async add(binId: number, delivery: NewDelivery): Promise<ListedDelivery> {
    if (!(await this.parts.store.addDelivery(binId, delivery))) fail('bin-deleted');
    const { id, source, replayId, createdAt, destination, method, target, owner } = delivery;
    const facts = { id, source, replayId, createdAt, destination, method, target, owner };
    return { ...facts, state: 'waiting', attempts: [] };
  }

  /** How a delivery that was added is sent. */
  prepare(binId: number, delivery: NewDelivery, origin: string): Promise<PreparedSend> {
    const { size, sha256 } = delivery.body;
    return this.prepareStored(binId, { ...delivery, body: { size, sha256, kept: true } }, origin);
  }

  prepareStored(binId: number, delivery: StoredRequest, origin: string): Promise<PreparedSend> {
    const { store, config } = this.parts;
    return preparedSend(binId, delivery, { store, binDomain: config.binDomain, origin });
  }

  /** Runs work with the lease of the process, which is held until `ended` settles. */
  async withLease<T extends { ended: Promise<unknown> }>(work: () => Promise<T>): Promise<T> {
    const lease = this.#lease;
    try {
      await lease.begin();
      const result = await work();
      result.ended.then(
        () => lease.end(),
        () => lease.end(),
      );
      return result;
    } catch (error) {
      lease.end();
      throw error;
    }
  }
}
