import { isAbandoned } from '#lib/model/asker.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { ListedDelivery, RecordedFailure } from '#lib/model/delivery.ts';
import type { ReplayPace } from '#lib/model/delivery-input.ts';
import type { DeliveryDestination, ReplayProgress } from '#lib/model/delivery-json.ts';
import { replayParallelism } from '#lib/model/delivery-limits.ts';
import { failureCode } from '#lib/model/errors.ts';
import { gapOf, isInSequence } from '#lib/outgoing/pace.ts';
import { type DeliveryReader, failureJson } from '#lib/summary/delivery-summary.ts';
import { pause } from './pause.ts';
import { failureOf } from './recorded-failure.ts';

/** The shortest time between two announcements of progress, milliseconds. */
const announcedEvery = 250;

/** A delivery of a replay: whether there was something to send, and when it has ended. */
type Sent = { readonly ended: Promise<ListedDelivery>; stop(): void };

export type ReplayParts = {
  readonly id: string;
  readonly count: number;
  readonly destination: DeliveryDestination;
  readonly pace: ReplayPace;
  readonly startedAt: number;
  /** The captures in the order in which they are sent. They are read while they are sent, until the signal is aborted. */
  readonly captures: (signal: AbortSignal) => AsyncIterable<CaptureSummary>;
  /** Sends a capture; null when it was removed meanwhile. Fails when nothing more can be sent. */
  readonly send: (seq: number) => Promise<Sent | null>;
  readonly announce: (progressFor: (reader: DeliveryReader) => ReplayProgress) => void;
  readonly reportError: (error: unknown) => void;
};

/** Sends captures one after the other at a pace. At any time only those that are being sent are in memory. */
export class BulkReplay {
  readonly #parts: ReplayParts;
  readonly #controller = new AbortController();
  readonly #inFlight = new Map<Promise<void>, Sent>();
  /** The results, by what each reader sees. */
  readonly #results = { owner: new Map<string, number>(), other: new Map<string, number>() };
  #state: ReplayProgress['state'] = 'running';
  #failure: RecordedFailure | null = null;
  #started = 0;
  #ended = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly done: Promise<void>;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
    this.#announce();
    this.done = this.#run();
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  progress(reader: DeliveryReader): ReplayProgress {
    const { id, startedAt, destination } = this.#parts;
    const count = Math.max(this.#parts.count, this.#started);
    return {
      id,
      startedAt: new Date(startedAt).toISOString(),
      state: this.#state,
      count,
      ended: this.#ended,
      skipped: this.#state === 'done' ? count - this.#ended : 0,
      results: [...this.#results[reader]].map(([result, times]) => ({ result, count: times })),
      destination,
      failure: this.#failure && failureJson(this.#failure),
    };
  }

  /** Stops the requests that are being sent and sends no more. */
  stop(): void {
    this.#controller.abort();
    for (const sent of this.#inFlight.values()) sent.stop();
  }

  async #run(): Promise<void> {
    const { signal } = this.#controller;
    try {
      await this.#sendAll(signal);
      this.#state = signal.aborted ? 'stopped' : 'done';
    } catch (error) {
      // What it was doing when it was stopped may fail for want of a bin or because the server stops.
      if (signal.aborted && (isAbandoned(error) || failureCode(error) !== null)) this.#state = 'stopped';
      else this.#fail(error);
    }
    await Promise.allSettled(this.#inFlight.keys());
    if (this.#timer) clearTimeout(this.#timer);
    this.#announce();
  }

  #fail(error: unknown): void {
    if (failureCode(error) === null) this.#parts.reportError(error);
    this.#state = 'failed';
    this.#failure = failureOf(error);
  }

  #announce(): void {
    this.#parts.announce((reader) => this.progress(reader));
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    const { captures, pace, send } = this.#parts;
    const most = isInSequence(pace) ? 1 : replayParallelism;
    let previous: { micros: number; at: number } | null = null;
    for await (const { seq, receivedAtMicros: micros } of captures(signal)) {
      while (this.#inFlight.size >= most && !signal.aborted) await Promise.race(this.#inFlight.keys());
      if (previous !== null)
        await pause(previous.at + gapOf(pace, micros - previous.micros) - performance.now(), signal);
      if (signal.aborted) return;
      previous = { micros, at: performance.now() };
      const sent = await send(seq);
      if (sent !== null) this.#follow(sent);
    }
    await Promise.allSettled(this.#inFlight.keys());
  }

  #follow(sent: Sent): void {
    this.#started += 1;
    const following = sent.ended
      .then(
        (delivery) => this.#count(delivery),
        (error) => {
          this.#parts.reportError(error);
          this.#count(null);
        },
      )
      .finally(() => this.#inFlight.delete(following));
    this.#inFlight.set(following, sent);
    // It was stopped while this request was being added.
    if (this.#controller.signal.aborted) sent.stop();
  }

  #count(delivery: ListedDelivery | null): void {
    this.#ended += 1;
    for (const reader of ['owner', 'other'] as const) {
      const result = delivery === null ? 'internal' : resultOf(delivery, reader);
      const results = this.#results[reader];
      results.set(result, (results.get(result) ?? 0) + 1);
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.isRunning) this.#announce();
    }, announcedEvery);
  }
}

/** The status of the response, or the code of the failure; `answered` where the status is not for the reader. */
function resultOf({ attempts, state }: ListedDelivery, reader: DeliveryReader): string {
  const last = attempts.at(-1);
  if (state === 'stopped' || !last) return 'send-cancelled';
  if (last.failure !== null) return last.failure.code;
  return last.isPrivate && reader === 'other' ? 'answered' : String(last.status);
}
