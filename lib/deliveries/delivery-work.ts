import type { SecretCipher } from '#lib/access/secrets/secret-cipher.ts';
import type { Config } from '#lib/config/read-config.ts';
import type { Egress } from '#lib/egress/egress.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { ListedDelivery } from '#lib/model/delivery.ts';
import { Failure, fail } from '#lib/model/errors.ts';
import type { NewDelivery } from '#lib/store/contracts/deliveries.ts';
import type { Store } from '#lib/store/store.ts';
import type { FailedWrites } from './failed-writes.ts';
import { preparedSend } from './prepared-send.ts';
import type { ProcessLease } from './process-lease.ts';
import type { Job, PreparedSend, Sender, UnderWay } from './sender.ts';

/** What deliveries are made with. */
export type DeliveryParts = {
  readonly store: Store;
  readonly egress: Egress;
  readonly announce: Announce;
  /** Decrypts signing secrets; null where the server has no `SECRET_KEY`. */
  readonly cipher: SecretCipher | null;
  readonly config: Pick<Config, 'binDomain' | 'maxBodyBytes'>;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
};

/** Makes the job of a delivery that was added; `before` is the one that was begun before it. */
type JobOf = (waiting: ListedDelivery, before: UnderWay | null) => Job;

/** The steps that single deliveries, repeats and bulk replays share. */
export class DeliveryWork {
  readonly parts: DeliveryParts;
  readonly sender: Sender;
  readonly #lease: ProcessLease;
  readonly #failedWrites: FailedWrites;

  constructor(parts: DeliveryParts, sender: Sender, lease: ProcessLease, failedWrites: FailedWrites) {
    this.parts = parts;
    this.sender = sender;
    this.#lease = lease;
    this.#failedWrites = failedWrites;
  }

  /** The name of this process as the owner of deliveries. */
  get owner(): string {
    return this.#lease.name;
  }

  /**
   * Adds deliveries to the store, and begins them once all of them are added. If that fails, none of them is kept, or they are failed ones
   * where they were `kept` before. Fails with `bin-deleted` or `draining`.
   */
  async beginNew(
    binId: number,
    deliveries: Iterable<NewDelivery>,
    jobOf: JobOf,
    kept = false,
  ): Promise<{ added: ListedDelivery[]; underWay: UnderWay[] }> {
    const added: ListedDelivery[] = [];
    const { underWay } = await this.withLease(async () => {
      try {
        for (const delivery of deliveries) added.push(await this.#add(binId, delivery));
        const underWay = this.#beginAll(binId, added, jobOf);
        return { underWay, ended: Promise.allSettled(underWay.map(({ ended }) => ended)) };
      } catch (error) {
        for (const { id } of added) await (kept ? this.#endFailed(binId, id) : this.#remove(binId, id));
        throw error;
      }
    });
    return { added, underWay };
  }

  async #add(binId: number, delivery: NewDelivery): Promise<ListedDelivery> {
    if (this.sender.isClosing) throw new Failure('draining');
    if (!(await this.parts.store.addDelivery(binId, delivery))) fail('bin-deleted');
    const { id, source, replayId, createdAt, destination, method, target, owner } = delivery;
    const facts = { id, source, replayId, createdAt, destination, method, target, owner };
    return { ...facts, state: 'waiting', attempts: [] };
  }

  /** Begins all or none. Those that are forgotten when they fail are announced only when they are sent. */
  #beginAll(binId: number, added: readonly ListedDelivery[], jobOf: JobOf): UnderWay[] {
    if (this.sender.isClosing) throw new Failure('draining');
    const underWay: UnderWay[] = [];
    for (const waiting of added) {
      const job = jobOf(waiting, underWay.at(-1) ?? null);
      if (!job.forget) this.parts.announce.delivery(binId, job.delivery);
      underWay.push(this.sender.begin(job));
    }
    return underWay;
  }

  async #remove(binId: number, id: string): Promise<void> {
    const remove = () => this.parts.store.removeDelivery(binId, id);
    await remove().catch((error) => {
      this.parts.reportError(error);
      this.#failedWrites.add(id, remove);
    });
  }

  async #endFailed(binId: number, id: string): Promise<void> {
    await this.parts.store.endDelivery(binId, id, 'failed', null).catch(this.parts.reportError);
  }

  /**
   * How a delivery is sent, read when its turn comes, so that those that wait take no memory. Fails with `bin-deleted`,
   * `delivery-not-found`, `capture-truncated` or `body-not-kept`.
   */
  async prepare(binId: number, id: string, origin: string): Promise<PreparedSend> {
    const { store, config } = this.parts;
    const delivery = await store.deliveryToSend(binId, id);
    if (delivery !== null)
      return preparedSend(binId, delivery, { store, binDomain: config.binDomain, origin });
    return fail((await store.delivery(binId, id)) === null ? 'delivery-not-found' : 'bin-deleted');
  }

  /** Runs work with the lease of the process, which is held until `ended` settles. */
  async withLease<T extends { ended: Promise<unknown> }>(work: () => Promise<T>): Promise<T> {
    if (this.sender.isClosing) throw new Failure('draining');
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
