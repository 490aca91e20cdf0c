import type { InstanceLimits } from '#lib/model/bin-limits.ts';
import type { Answered } from '#lib/model/capture.ts';
import type { CaptureWrites } from '../contracts/captures.ts';
import { type BinFill, exceedsLimits } from '../eviction-choice.ts';
import { GroupCommit } from '../group-commit.ts';
import type { Listeners } from '../listeners.ts';
import type { UnusedBodies } from '../prisma/unused-bodies.ts';
import { ResponseQueue } from '../response-queue.ts';
import type { NewResponse } from '../response-row.ts';
import type { ObserveCommit } from '../store-options.ts';
import { isDatabaseFailure } from './driver-error.ts';
import type { Database } from './open.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { type NewCapture, type WrittenGroup, writeGroup } from './write-group.ts';

type Parts = {
  readonly database: Pick<Database, 'connection'>;
  readonly unused: UnusedBodies;
  readonly limits: InstanceLimits;
  readonly listeners: Listeners;
  readonly observeCommit: ObserveCommit;
};

/** Writes captures as they arrive, and their responses. Those that arrive together share a commit. */
export class CaptureWriter {
  readonly contract: CaptureWrites;
  readonly #connection: Database['connection'];
  readonly #limits: InstanceLimits;
  readonly #listeners: Listeners;
  readonly #observeCommit: ObserveCommit;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #responses = new ResponseQueue(() => void this.#writeResponses());

  constructor({ database, unused, limits, listeners, observeCommit }: Parts) {
    this.#observeCommit = observeCommit;
    this.#connection = database.connection;
    this.#limits = limits;
    this.#listeners = listeners;
    this.#captures = new GroupCommit((group) => this.#write(group), {
      sizeOf: ({ received }) => received.body.length,
      failsAll: isDatabaseFailure,
      ownerOf: ({ binId }) => binId,
    });
    this.contract = {
      addCapture: (binId, received) =>
        new Promise((resolve, reject) => {
          this.contract.addCaptureThen(binId, received, (error, seq) =>
            error === null ? resolve(seq) : reject(error),
          );
        }),
      addCaptureThen: (binId, received, done) => {
        const { longBodyId } = received;
        if (longBodyId === null) return this.#captures.addThen({ binId, received }, done);
        this.#captures.addThen({ binId, received }, (error, seq) => {
          if (seq === null) unused.abandon(longBodyId);
          done(error, seq);
        });
      },
      recordResponse: (binId, seq, answered) =>
        this.#responses.add({ binId, seq, answered, isRevision: false }),
      correctResponse: (binId, seq, answered) =>
        this.#responses.add({ binId, seq, answered, isRevision: true }),
    };
  }

  /** The response of a capture, where it is not committed yet. */
  pendingResponse = (binId: number, seq: number): Answered | undefined => this.#responses.find(binId, seq);

  /** Commits the responses that wait. */
  commitResponses = (): Promise<void> => this.#writeResponses();

  /** Commits what is waiting. */
  async finish(): Promise<void> {
    await this.#captures.idle();
    await this.#writeResponses();
  }

  /** A group that fails is tried again capture by capture; the responses go with the first of those. */
  #write(group: NewCapture[]): (number | null)[] | Promise<(number | null)[]> {
    const began = performance.now();
    const finish = (written: WrittenGroup) => {
      this.#observeCommit(group.length, performance.now() - began);
      return this.#finish(written);
    };
    const written = this.#transact(group);
    return written instanceof Promise ? written.then(finish) : finish(written);
  }

  /** Writes the responses that no capture came for. If that fails they wait for the next commit. */
  async #writeResponses(): Promise<void> {
    if (this.#responses.isEmpty) return;
    try {
      this.#finish(await this.#transact([]));
    } catch {
      // They are written with the next capture.
    }
  }

  /** Commits a group with the responses that wait. */
  #transact(group: NewCapture[]): WrittenGroup | Promise<WrittenGroup> {
    let responses: NewResponse[] = [];
    const giveBack = (error: unknown): never => {
      this.#responses.giveBack(responses);
      // The next attempt may fail before it takes them.
      responses = [];
      throw error;
    };
    return retryWhileBusy(() => {
      try {
        const written = this.#connection.transact((statements) => {
          responses = this.#responses.take();
          return writeGroup(statements, group, responses);
        });
        return written instanceof Promise ? written.catch(giveBack) : written;
      } catch (error) {
        return giveBack(error);
      }
    });
  }

  #finish({ seqs, fills }: WrittenGroup): (number | null)[] {
    this.#reportFullBins(fills);
    return seqs;
  }

  #reportFullBins(fills: readonly BinFill[]): void {
    for (const fill of fills) {
      if (exceedsLimits(fill, this.#limits)) this.#listeners.binFull(fill.binId);
    }
  }
}
