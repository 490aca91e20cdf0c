import { setMaxListeners } from 'node:events';
import { type CompiledFilter, compiledFilter } from '#lib/filter/arrival-filter.ts';
import { mostAtOnce } from '#lib/forward-rules/breaker.ts';
import type { Forward } from '#lib/model/forward.ts';
import type { FilterWork } from '#lib/workers/filter-work.ts';
import { type ForwardedItem, type ForwardingParts, forwardItem } from './forward-item.ts';
import { queueCaptures } from './queue-captures.ts';
import { recordAttempt } from './record-attempt.ts';

export type RunnerParts = ForwardingParts & {
  /** The rule or its queue has changed. */
  readonly changed: (binId: number) => void;
  readonly filters: FilterWork;
  /** Aborted when the process stops. */
  readonly closing: AbortSignal;
};

/** How long requests wait for the limits of sending, milliseconds. */
const patience = 120_000;
/** The pause after a failure of the database, milliseconds. */
const afterError = 2000;
/** How long the queue leaves the first attempt to the sender's own request, beyond the time in which it may get the response, milliseconds. */
const grace = 2000;

/**
 * Runs a forward rule: puts captures into its queue, and sends those that are due, within the limits of the rule and of its breaker. It
 * sleeps until it is woken or something is due.
 */
export class RuleRunner {
  readonly #binId: number;
  readonly #parts: RunnerParts;
  readonly #controller = abortController();
  readonly #inFlight = new Set<Promise<void>>();
  #forward: Forward;
  #filter: CompiledFilter;
  #wake: (() => void) | null = null;
  #isWoken = false;
  /** There may be captures after the cursor. */
  #mayBeBehind = true;
  #isStopping = false;
  #version = 0;
  /** After a failure, when captures are read again. */
  #queueAgainAt = 0;
  /** When the next request may be sent by the rate, milliseconds since the epoch. */
  #nextAt = 0;
  readonly #ended: Promise<void>;

  constructor(binId: number, forward: Forward, parts: RunnerParts) {
    this.#binId = binId;
    this.#forward = forward;
    this.#filter = compiledFilter(forward.filter);
    this.#parts = parts;
    this.#ended = this.#run();
  }

  get forward(): Forward {
    return this.#forward;
  }

  /** Changes with every change of the rule that this runner made. What was read before one is not news. */
  get version(): number {
    return this.#version;
  }

  /** Takes over what people changed, and what another process did. `head` is the highest seq of the bin. */
  update(forward: Forward, head: number): void {
    this.#take(forward);
    if (head > this.#forward.cursor) this.#mayBeBehind = true;
    this.wake();
  }

  #take(forward: Forward): void {
    if (forward.filter !== this.#forward.filter) this.#filter = compiledFilter(forward.filter);
    this.#forward = { ...forward, cursor: Math.max(forward.cursor, this.#forward.cursor) };
  }

  /** A capture was committed. */
  captured(): void {
    this.#mayBeBehind = true;
    this.wake();
  }

  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  /** Stops what is being sent, or only begins nothing more. Resolves when all has ended. */
  async stop({ abort }: { abort: boolean }): Promise<void> {
    this.#isStopping = true;
    if (abort) this.#controller.abort();
    this.wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      this.#isWoken = false;
      let until: number | null;
      try {
        until = await this.#step();
      } catch (error) {
        if (!this.#isStopping) this.#parts.reportError(error);
        until = this.#parts.now() + afterError;
      }
      if (!this.#isStopping) await this.#sleep(until);
    }
    await Promise.allSettled(this.#inFlight);
  }

  /** Does what can be done now. Returns when there is more to do, milliseconds since the epoch: in the past for at once, null for when it is woken. */
  async #step(): Promise<number | null> {
    const isMore = this.#mayBeBehind && (await this.#queueSome());
    const until = this.#forward.paused === null ? await this.#sendSome() : null;
    return isMore ? Math.min(this.#queueAgainAt, until ?? Number.POSITIVE_INFINITY) : until;
  }

  /** Queues a page of captures. Whether there may be more. What fails does not keep others from being sent. */
  async #queueSome(): Promise<boolean> {
    const { store, filters, now } = this.#parts;
    if (this.#queueAgainAt > now()) return true;
    this.#mayBeBehind = false;
    try {
      const { respondWithinMs, retries } = this.#forward;
      const queued = await queueCaptures(this.#binId, this.#forward, {
        store,
        filters,
        now,
        filter: await this.#filter(now()),
        // Where the sender gets the response, its own request makes the first attempt.
        delayMs: respondWithinMs === null ? retries.delays[0]! * 1000 : respondWithinMs + grace,
        asker: { name: `forwards of bin ${this.#binId}`, signal: this.#controller.signal },
      });
      if (queued === null) {
        const current = await store.forward(this.#binId, this.#forward.id);
        if (current !== null) this.update(current, current.cursor + 1);
      } else if (queued.cursor !== this.#forward.cursor) {
        this.#forward = { ...this.#forward, cursor: queued.cursor };
        this.#parts.changed(this.#binId);
      }
      this.#mayBeBehind ||= queued?.isMore ?? false;
    } catch (error) {
      if (!this.#isStopping) this.#parts.reportError(error);
      this.#mayBeBehind = true;
      this.#queueAgainAt = now() + afterError;
    }
    return this.#mayBeBehind;
  }

  async #sendSome(): Promise<number | null> {
    const { store, now } = this.#parts;
    const { id, order, concurrency, breaker } = this.#forward;
    const usual = order === 'all' ? 1 : concurrency;
    const free = mostAtOnce(breaker, now(), usual) - this.#inFlight.size;
    if (free <= 0) return breaker.openUntil !== null && breaker.openUntil > now() ? breaker.openUntil : null;
    const due = await store.dueItems(id, { now: now(), order, limit: free });
    for (const item of due) {
      if (this.#nextAt > now()) return this.#nextAt;
      this.#nextAt = now() + this.#gap();
      // Awaited up to where the item is marked, so that it is not found again.
      await this.#send(item);
      if (this.#isStopping || this.#forward.paused !== null) return null;
      // It may have opened meanwhile: then the next look says until when.
      if (mostAtOnce(this.#forward.breaker, now(), usual) <= this.#inFlight.size) {
        const { openUntil } = this.#forward.breaker;
        return openUntil !== null && openUntil > now() ? openUntil : null;
      }
    }
    // Those that are due and had to wait go on when one has ended, which wakes this.
    return due.length === free && this.#inFlight.size > 0 ? null : this.#nextDue();
  }

  async #nextDue(): Promise<number | null> {
    const dueAt = await this.#parts.store.nextDueAt(this.#forward.id, this.#forward.order);
    if (dueAt === null) return null;
    // What is due and cannot be sent waits for one before it.
    return dueAt <= this.#parts.now() && this.#inFlight.size > 0 ? null : dueAt;
  }

  /** Milliseconds between two requests, by the rate of the rule and while its destination recovers. */
  #gap(): number {
    const { perSecond, breaker } = this.#forward;
    const rate = Math.min(
      perSecond ?? Number.POSITIVE_INFINITY,
      breaker.recovering ?? Number.POSITIVE_INFINITY,
    );
    return 1000 / rate;
  }

  /** Begins to send an item. Resolves once it is marked as being sent. */
  #send(item: Parameters<typeof forwardItem>[2]): Promise<void> {
    const { id } = this.#forward;
    const { store } = this.#parts;
    return new Promise((resolve) => {
      const attempt = forwardItem(
        this.#binId,
        this.#forward,
        item,
        {
          patience,
          signal: this.#controller.signal,
          begin: async (begun) => {
            const isBegun = await store.beginItem(id, item.seq, begun);
            resolve();
            return isBegun;
          },
        },
        this.#parts,
      );
      const following: Promise<void> = attempt
        .then((forwarded) => (forwarded === null ? undefined : this.record(item.seq, forwarded)))
        .catch((error) => {
          this.#parts.reportError(error);
          // It could not be marked as being sent, and would be found again at once.
          this.#nextAt = Math.max(this.#nextAt, this.#parts.now() + afterError);
        })
        .finally(() => {
          this.#inFlight.delete(following);
          resolve();
          this.wake();
        });
      this.#inFlight.add(following);
    });
  }

  /** Records how an attempt ended, and what it means for the rule. */
  async record(seq: number, forwarded: ForwardedItem): Promise<void> {
    const changed = await recordAttempt(this.#binId, this.#forward, seq, forwarded, this.#parts);
    if (changed !== null) {
      this.#version += 1;
      this.#take(changed);
    }
    this.#parts.changed(this.#binId);
    this.wake();
  }

  /** Sleeps until a time, or until it is woken; at most for an hour, since timers have a limit. */
  #sleep(until: number | null): Promise<void> {
    if (this.#isWoken) return Promise.resolve();
    return new Promise((resolve) => {
      const milliseconds = Math.min(
        3_600_000,
        Math.max(0, (until ?? Number.POSITIVE_INFINITY) - this.#parts.now()),
      );
      const go = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      timer.unref();
      this.#wake = go;
    });
  }
}

/** Every request that is being sent listens to its signal. */
function abortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
