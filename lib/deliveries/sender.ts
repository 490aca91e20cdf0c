import type { Egress, SendOrder } from '#lib/egress/egress.ts';
import type { Announce } from '#lib/live/announce.ts';
import type { ListedDelivery } from '#lib/model/delivery.ts';
import { Failure, failureCode } from '#lib/model/errors.ts';
import type { DeliveryStore, EndedAttempt, EndState } from '#lib/store/contracts/deliveries.ts';
import type { FailedWrites } from './failed-writes.ts';
import type { ProcessLease } from './process-lease.ts';
import { type AttemptResult, durationOf, resultOf, resultOfError } from './recorded-attempt.ts';

/** How a delivery is sent; the parts of a `SendOrder` that the sender does not add itself. */
export type PreparedSend = Omit<SendOrder, 'binId' | 'patience' | 'signal' | 'begins'>;

/** One attempt of a delivery that is in the store. */
export type Job = {
  readonly binId: number;
  readonly delivery: ListedDelivery;
  /** Resolves with what is sent. What it fails with is recorded. */
  readonly prepare: () => Promise<PreparedSend>;
  /** Resolves when it is its turn, or when the signal is aborted. */
  readonly turn?: (signal: AbortSignal) => Promise<void>;
  /** How long it may wait for the sending limits, milliseconds. */
  readonly patience: number;
  /**
   * Called when it fails before anything is sent. The failure is then not recorded: `ended` rejects with it. Without this function it
   * is recorded.
   */
  readonly forget?: () => Promise<unknown>;
};

/** A delivery under way. */
export type UnderWay = {
  readonly binId: number;
  /** Resolves when the limits allow it, with the delivery as it is then, or when it has ended. */
  readonly begun: Promise<ListedDelivery>;
  readonly ended: Promise<ListedDelivery>;
  /** The attempt that was made; null when it was stopped before it began. */
  readonly attempt: Promise<EndedAttempt | null>;
  stop(): void;
};

type Parts = {
  readonly store: Pick<DeliveryStore, 'beginAttempt' | 'endDelivery'>;
  readonly egress: Pick<Egress, 'send'>;
  readonly announce: Pick<Announce, 'delivery'>;
  readonly lease: ProcessLease;
  readonly failedWrites: FailedWrites;
  readonly now: () => number;
  readonly reportError: (error: unknown) => void;
};

/** Makes attempts: waits for their turn and for the limits, sends, records, and announces every change. */
export class Sender {
  readonly #parts: Parts;
  readonly #underWay = new Map<string, UnderWay>();
  #isClosing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A delivery that this process sends. */
  find(id: string): UnderWay | undefined {
    return this.#underWay.get(id);
  }

  /** Whether the server stops, so that nothing more can begin. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** How many deliveries of a bin wait or are being sent. */
  countOf(binId: number): number {
    let count = 0;
    for (const underWay of this.#underWay.values()) if (underWay.binId === binId) count += 1;
    return count;
  }

  /**
   * Begins an attempt. Its lease must have been taken. Fails with `draining` when the server stops, and with `delivery-under-way` when
   * an attempt of this delivery has not ended.
   */
  begin(job: Job): UnderWay {
    if (this.#isClosing) throw new Failure('draining');
    if (this.#underWay.has(job.delivery.id)) throw new Failure('delivery-under-way');
    this.#parts.failedWrites.forget(job.delivery.id);
    const controller = new AbortController();
    let tellBegun!: (delivery: ListedDelivery) => void;
    const told = new Promise<ListedDelivery>((resolve) => {
      tellBegun = resolve;
    });
    const { id } = job.delivery;
    const result = this.#attempt(job, controller.signal, tellBegun).finally(() => {
      this.#underWay.delete(id);
    });
    const ended = result.then(({ delivery }) => delivery);
    const attempt = result.then(({ attempt }) => attempt);
    const begun = Promise.race([told, ended]);
    // All may be left to themselves: repeats and replays look at the store.
    ended.catch(() => {});
    attempt.catch(() => {});
    begun.catch(() => {});
    const underWay: UnderWay = {
      binId: job.binId,
      begun,
      ended,
      attempt,
      stop: () => controller.abort(),
    };
    this.#underWay.set(id, underWay);
    return underWay;
  }

  /** Stops what a bin sends. Resolves when it has ended. */
  async stopAllOf(binId: number): Promise<void> {
    const all = [...this.#underWay.values()].filter((underWay) => underWay.binId === binId);
    for (const underWay of all) underWay.stop();
    await Promise.allSettled(all.map(({ ended }) => ended));
  }

  /** Stops everything. Deliveries under way are recorded as interrupted. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const all = [...this.#underWay.values()];
    for (const underWay of all) underWay.stop();
    await Promise.allSettled(all.map(({ ended }) => ended));
  }

  async #attempt(
    job: Job,
    signal: AbortSignal,
    tellBegun: (delivery: ListedDelivery) => void,
  ): Promise<{ delivery: ListedDelivery; attempt: EndedAttempt | null }> {
    const { binId, delivery, patience } = job;
    const { store, egress, announce, lease, now, reportError } = this.#parts;
    const number = Math.max(0, ...delivery.attempts.map((attempt) => attempt.number)) + 1;
    let startedAt: number | null = null;
    let began = 0;
    let beginning: Promise<unknown> = Promise.resolve();

    const begins = () => {
      startedAt = now();
      began = performance.now();
      const attempt = { number, startedAt, ms: null, status: null, isPrivate: false, failure: null };
      const sending: ListedDelivery = {
        ...delivery,
        state: 'sending',
        owner: lease.name,
        attempts: [...delivery.attempts, attempt],
      };
      beginning = store
        .beginAttempt(binId, delivery.id, { number, startedAt, owner: lease.name })
        .catch(reportError);
      announce.delivery(binId, sending);
      // Who is told reads it from the store.
      void beginning.then(() => tellBegun(sending));
    };

    let result: AttemptResult;
    try {
      await job.turn?.(signal);
      if (signal.aborted) throw new Failure('send-cancelled');
      const prepared = await job.prepare();
      if (signal.aborted) throw new Failure('send-cancelled');
      result = resultOf(await egress.send({ ...prepared, binId, patience, signal, begins }));
    } catch (error) {
      if (failureCode(error) === null) reportError(error);
      if (startedAt === null && job.forget && !signal.aborted) {
        await this.#forget(job, job.forget);
        throw error;
      }
      result = resultOfError(error);
    }
    await beginning;

    const isStopped = signal.aborted && result.failure?.code === 'send-cancelled';
    const isInterrupted = isStopped && this.#isClosing;
    // The sum of the phases that are shown; the time until a failure is known here alone.
    const took = durationOf(result) ?? performance.now() - began;
    const { failure } = result;
    const state = failure === null ? 'answered' : isStopped && !isInterrupted ? 'stopped' : 'failed';
    const hasAttempt = startedAt !== null || state !== 'stopped';
    const attempt: EndedAttempt = {
      ...result,
      number,
      startedAt: startedAt ?? now(),
      ms: startedAt === null ? 0 : Math.round(took * 1000) / 1000,
      failure: failure && isInterrupted ? { ...failure, code: 'send-interrupted', detail: null } : failure,
    };
    const wasRemoved = !(await this.#end(job, state, hasAttempt ? attempt : null));
    const { hops: _, response: __, ...facts } = attempt;
    const attempts = hasAttempt ? [...delivery.attempts, facts] : delivery.attempts;
    const ended: ListedDelivery = { ...delivery, state, owner: null, attempts };
    if (!wasRemoved) announce.delivery(binId, ended);
    return { delivery: ended, attempt: hasAttempt ? attempt : null };
  }

  /** Records the end of a delivery, later if it cannot be recorded now. False when the delivery was removed. */
  async #end(
    { binId, delivery: { id } }: Job,
    state: EndState,
    attempt: EndedAttempt | null,
  ): Promise<boolean> {
    const { store, failedWrites, reportError } = this.#parts;
    try {
      const isThere = await store.endDelivery(binId, id, state, attempt);
      void failedWrites.retry();
      return isThere;
    } catch (error) {
      reportError(error);
      // Bound, since a closure would keep the body of the response in memory.
      failedWrites.add(id, store.endDelivery.bind(store, binId, id, state, attempt && withoutBody(attempt)));
      return true;
    }
  }

  async #forget({ delivery: { id } }: Job, forget: () => Promise<unknown>): Promise<void> {
    const { failedWrites, reportError } = this.#parts;
    await forget().catch((error) => {
      reportError(error);
      failedWrites.add(id, forget);
    });
  }
}

/** An attempt without the body of its response, so that it can be remembered. */
function withoutBody(attempt: EndedAttempt): EndedAttempt {
  const hops = attempt.hops.map(({ response, ...hop }) => ({
    ...hop,
    response: response && { ...response, body: { ...response.body, kept: 0 } },
  }));
  return { ...attempt, hops, response: null };
}
