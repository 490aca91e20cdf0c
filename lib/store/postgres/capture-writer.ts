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
import type { Connections } from './connections.ts';
import { isDatabaseFailure } from './driver-error.ts';
import { lockBins } from './lock-bins.ts';
import { PendingResponses } from './pending-responses.ts';
import { type NewCapture, type WrittenGroup, writeCaptures } from './write-group.ts';
import { writeResponses } from './write-responses.ts';

type Parts = {
  readonly connections: Connections;
  readonly unused: UnusedBodies;
  readonly limits: InstanceLimits;
  readonly listeners: Listeners;
  readonly observeCommit: ObserveCommit;
};

/** Writes captures as they arrive, and their responses. Those that arrive together share a commit. */
export class CaptureWriter {
  readonly contract: CaptureWrites;
  readonly #connections: Connections;
  readonly #limits: InstanceLimits;
  readonly #listeners: Listeners;
  readonly #observeCommit: ObserveCommit;
  readonly #captures: GroupCommit<NewCapture, number | null>;
  readonly #responses = new ResponseQueue(() => void this.commitResponses());
  readonly #pending = new PendingResponses();
  /** The transaction that writes responses: one at a time, so that a correction comes after what it corrects. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor({ connections, unused, limits, listeners, observeCommit }: Parts) {
    this.#connections = connections;
    this.#observeCommit = observeCommit;
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
  pendingResponse = (binId: number, seq: number): Answered | undefined =>
    this.#responses.find(binId, seq) ?? this.#pending.writing(binId, seq);

  /** The response of a capture that was committed a moment ago. */
  writtenResponse = (binId: number, seq: number): Answered | undefined => this.#pending.written(binId, seq);

  /** Commits the responses that wait. When that fails they wait for the next commit. */
  commitResponses = async (): Promise<void> => {
    await this.#transact([]).catch(() => {});
  };

  /** Commits what is waiting. */
  async finish(): Promise<void> {
    await this.#captures.idle();
    await this.commitResponses();
  }

  async #write(group: NewCapture[]): Promise<(number | null)[]> {
    const began = performance.now();
    const { seqs, fills } = await this.#transact(group);
    this.#observeCommit(group.length, performance.now() - began);
    this.#reportFullBins(fills);
    return seqs;
  }

  /** Commits a group with the responses that wait. Without any, the group is one statement. */
  #transact(group: NewCapture[]): Promise<WrittenGroup> {
    const { captures } = this.#connections;
    const written = this.#writing.then(async () => {
      const responses = this.#responses.take();
      if (responses.length === 0)
        return this.#connections.statement((statements) => writeCaptures(statements, group), captures);
      return this.#transactBoth(group, responses);
    });
    this.#writing = written.catch(() => {});
    return written;
  }

  async #transactBoth(group: NewCapture[], responses: NewResponse[]): Promise<WrittenGroup> {
    const { captures: pool } = this.#connections;
    this.#pending.begin(responses);
    const bins = [...new Set([...group, ...responses].map(({ binId }) => binId))];
    const recorded = new Set<NewResponse>();
    let isCommitted = false;
    try {
      const written = await this.#connections.transact(
        async (statements) => {
          await lockBins(statements, bins);
          recorded.clear();
          const { seqs, fills } = await writeCaptures(statements, group);
          return {
            seqs,
            fills: [...fills, ...(await writeResponses(statements, responses, (one) => recorded.add(one)))],
          };
        },
        { durable: group.length > 0, pool },
      );
      isCommitted = true;
      if (group.length === 0) this.#reportFullBins(written.fills);
      return written;
    } catch (error) {
      this.#responses.giveBack(responses);
      throw error;
    } finally {
      this.#pending.end(responses, isCommitted ? recorded : new Set());
    }
  }

  #reportFullBins(fills: readonly BinFill[]): void {
    for (const fill of fills) {
      if (exceedsLimits(fill, this.#limits)) this.#listeners.binFull(fill.binId);
    }
  }
}
