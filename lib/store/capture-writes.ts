import type { InstanceLimits } from '#lib/model/bin-limits.ts';
import type { Answered, Recognised } from '#lib/model/capture.ts';
import type { CaptureWrites } from './contracts/captures.ts';
import { type BinFill, exceedsLimits } from './eviction-choice.ts';
import { GroupCommit } from './group-commit.ts';
import type { Listeners } from './listeners.ts';
import { PendingResponses } from './pending-responses.ts';
import type { UnusedBodies } from './prisma/unused-bodies.ts';
import { ResponseQueue } from './response-queue.ts';
import type { NewResponse } from './response-row.ts';
import type { ObserveCommit } from './store-options.ts';

/** A capture waiting for its seq and its commit. */
export type NewCapture = { binId: number; received: Recognised };

/** What a transaction has written. */
export type WrittenGroup = {
  /** The seqs of the captures, in their order: null for those whose bin was deleted. */
  readonly seqs: (number | null)[];
  /** The bins that grew. */
  readonly fills: readonly BinFill[];
  /** The responses that were recorded: all but those of captures that were removed or have one already. */
  readonly recorded: readonly NewResponse[];
};

/** Writes captures and responses in one transaction, at once (SQLite) or later (PostgreSQL). There is at least one of either. */
export type WriteGroup = (
  captures: readonly NewCapture[],
  responses: readonly NewResponse[],
) => WrittenGroup | Promise<WrittenGroup>;

type Parts = {
  readonly write: WriteGroup;
  /** Whether a failure is about the database rather than about what was written. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly unused: UnusedBodies;
  readonly limits: InstanceLimits;
  readonly listeners: Listeners;
  readonly observeCommit: ObserveCommit;
};

const nothing: WrittenGroup = { seqs: [], fills: [], recorded: [] };
const none: ReadonlySet<NewResponse> = new Set();

/**
 * Writes captures as they arrive, and their responses. Those that arrive together share a commit. One transaction is written at a time,
 * so that a correction comes after what it corrects.
 */
export class CaptureWriter {
  readonly contract: CaptureWrites;
  readonly #parts: Parts;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #responses = new ResponseQueue(() => void this.commitResponses());
  readonly #pending = new PendingResponses();
  /** The last transaction that is not over; null when none is. */
  #writing: Promise<unknown> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#captures = new GroupCommit((group) => this.#write(group), {
      sizeOf: ({ received }) => received.body.length,
      failsAll: parts.isDatabaseFailure,
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
          if (seq === null) parts.unused.abandon(longBodyId);
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
  pendingResponse = (binId: number, seq: number): Answered | undefined =>
    this.#responses.find(binId, seq) ?? this.#pending.writing(binId, seq);

  /** The response of a capture that was committed a moment ago, for a row that was read before. */
  writtenResponse = (binId: number, seq: number): Answered | undefined => this.#pending.written(binId, seq);

  /** Commits the responses that wait. When that fails they wait for the next commit. */
  commitResponses = async (): Promise<void> => {
    try {
      await this.#inTurn(() => this.#commit([]));
    } catch {
      // They are written with the next capture.
    }
  };

  /** Commits what is waiting. */
  async finish(): Promise<void> {
    await this.#captures.idle();
    await this.commitResponses();
  }

  #write(group: readonly NewCapture[]): (number | null)[] | Promise<(number | null)[]> {
    const began = performance.now();
    const finish = ({ seqs }: WrittenGroup) => {
      this.#parts.observeCommit(group.length, performance.now() - began);
      return seqs;
    };
    const written = this.#inTurn(() => this.#commit(group));
    return written instanceof Promise ? written.then(finish) : finish(written);
  }

  /** Does work after the transactions that were begun before: at once when these are over. */
  #inTurn<T>(work: () => T | Promise<T>): T | Promise<T> {
    const result = this.#writing ? this.#writing.then(work) : work();
    if (!(result instanceof Promise)) return result;
    const over = () => {
      if (this.#writing === settled) this.#writing = null;
    };
    const settled: Promise<unknown> = result.then(over, over);
    this.#writing = settled;
    return result;
  }

  /** Commits a group with the responses that wait. */
  #commit(group: readonly NewCapture[]): WrittenGroup | Promise<WrittenGroup> {
    const responses = this.#responses.take();
    const isAlone = group.length === 0;
    return this.#transact(group, responses, (error) => {
      if (responses.length === 0) throw error;
      if (isAlone && !this.#parts.isDatabaseFailure(error)) return this.#recordEach(responses);
      this.#responses.giveBack(responses);
      if (isAlone || this.#parts.isDatabaseFailure(error)) throw error;
      // One of the responses may be why: none of them takes a capture with it.
      void this.commitResponses();
      return this.#transact(group, [], (reason) => {
        throw reason;
      });
    });
  }

  /** Records responses one by one, except those that cannot be written. */
  async #recordEach(responses: readonly NewResponse[]): Promise<WrittenGroup> {
    this.#pending.begin(responses);
    for (const [index, response] of responses.entries()) {
      await this.#transact([], [response], (error) => {
        if (!this.#parts.isDatabaseFailure(error)) return nothing;
        const left = responses.slice(index);
        this.#pending.end(left, none);
        this.#responses.giveBack(left);
        throw error;
      });
    }
    return nothing;
  }

  /** Writes a group and responses, which are known as pending until then. `failed` says what to do with a failure. */
  #transact(
    group: readonly NewCapture[],
    responses: readonly NewResponse[],
    failed: (error: unknown) => WrittenGroup | Promise<WrittenGroup>,
  ): WrittenGroup | Promise<WrittenGroup> {
    if (group.length + responses.length === 0) return nothing;
    if (responses.length > 0) this.#pending.begin(responses);
    const succeed = (written: WrittenGroup): WrittenGroup => {
      if (responses.length > 0) this.#pending.end(responses, new Set(written.recorded));
      this.#reportFullBins(written.fills);
      return written;
    };
    const fail = (error: unknown) => {
      this.#pending.end(responses, none);
      return failed(error);
    };
    let written: WrittenGroup | Promise<WrittenGroup>;
    try {
      written = this.#parts.write(group, responses);
    } catch (error) {
      return fail(error);
    }
    return written instanceof Promise ? written.then(succeed, fail) : succeed(written);
  }

  #reportFullBins(fills: readonly BinFill[]): void {
    const { limits, listeners } = this.#parts;
    for (const fill of fills) {
      if (exceedsLimits(fill, limits)) listeners.binFull(fill.binId);
    }
  }
}
