import type { Answered } from '#lib/model/capture.ts';
import type { NewResponse } from './response-row.ts';

/** How long a response is remembered after its commit, milliseconds: reads that began before it do not see it. */
const remembered = 1000;

/** Responses that are being written, or were a moment ago, by capture. */
export class PendingResponses {
  readonly #byCapture = new Map<string, { readonly answered: Answered; writtenAt: number | null }>();

  /** The response of a capture that is being written. */
  writing(binId: number, seq: number): Answered | undefined {
    const one = this.#find(binId, seq);
    return one?.writtenAt === null ? one.answered : undefined;
  }

  /** The response of a capture that was written a moment ago, for a row that was read before. */
  written(binId: number, seq: number): Answered | undefined {
    const one = this.#find(binId, seq);
    return one && one.writtenAt !== null ? one.answered : undefined;
  }

  /** Remembers responses that are written now. */
  begin(responses: readonly NewResponse[]): void {
    for (const { binId, seq, answered } of responses) {
      const key = `${binId} ${seq}`;
      this.#byCapture.delete(key);
      this.#byCapture.set(key, { answered, writtenAt: null });
    }
  }

  /** Those that were `recorded` are committed. The others are forgotten: they wait again elsewhere, or their captures were removed. */
  end(responses: readonly NewResponse[], recorded: ReadonlySet<NewResponse>, now = performance.now()): void {
    for (const response of responses) {
      const key = `${response.binId} ${response.seq}`;
      const one = this.#byCapture.get(key);
      if (one && recorded.has(response)) one.writtenAt = now;
    }
    for (const { binId, seq } of responses)
      if (this.writing(binId, seq)) this.#byCapture.delete(`${binId} ${seq}`);
    // They are in the order in which they were written.
    for (const [key, { writtenAt }] of this.#byCapture) {
      if (writtenAt === null || now - writtenAt < remembered) break;
      this.#byCapture.delete(key);
    }
  }

  #find(binId: number, seq: number) {
    return this.#byCapture.size === 0 ? undefined : this.#byCapture.get(`${binId} ${seq}`);
  }
}
