import type { FaultKind } from '../model/capture.ts';
import type { CaptureSummary } from '../model/capture-json.ts';
import { attemptKey, type KnownBy } from './attempt-key.ts';
import { type Backoff, backoffOf } from './backoff.ts';
import { gotFailure, gotStatus } from './got.ts';

/** One attempt of a delivery. */
export type Attempt = {
  readonly seq: number;
  readonly receivedAt: string;
  /** Since the attempt before, milliseconds; null for the first. */
  readonly gap: number | null;
  /** What it was answered, 0 for nothing; null while it waits. */
  readonly status: number | null;
  /** Whether it left the sender a reason to send again (see `gotFailure`); null while it waits. */
  readonly failed: boolean | null;
  /** How the answer went wrong on purpose. */
  readonly fault: FaultKind | null;
  /** Whether the sender stayed to the end of the answer; null while it waits. */
  readonly complete: boolean | null;
  /** How long the sender had waited for its answer, milliseconds. */
  readonly waited: number | null;
  /** Its body is that of the attempt before; null for the first. */
  readonly sameBody: boolean | null;
};

/** The attempts of one delivery, oldest first. */
export type Series = {
  readonly by: KnownBy;
  readonly attempts: readonly Attempt[];
  readonly backoff: Backoff | null;
  /** All had the same body, byte for byte. */
  readonly sameBody: boolean;
};

/** Captures that are attempts of one delivery, as a series. They may come in any order. Null when there is none. */
export function seriesOf(captures: readonly CaptureSummary[]): Series | null {
  const ordered = [...captures].sort((a, b) => a.seq - b.seq);
  const known = ordered[0] && attemptKey(ordered[0]);
  if (!known) return null;
  const attempts = ordered.map((capture, index): Attempt => {
    const before = ordered[index - 1];
    return {
      seq: capture.seq,
      receivedAt: capture.receivedAt,
      gap: before ? Math.max(0, (capture.receivedAtMicros - before.receivedAtMicros) / 1000) : null,
      status: gotStatus(capture.reply),
      failed: capture.reply && gotFailure(capture.reply),
      fault: capture.reply?.fault ?? null,
      complete: capture.reply?.complete ?? null,
      waited: capture.reply?.ms ?? null,
      sameBody: before ? before.body.sha256 === capture.body.sha256 : null,
    };
  });
  return {
    by: known.by,
    attempts,
    backoff: backoffOf(attempts.flatMap(({ gap }) => gap ?? [])),
    sameBody: attempts.every(({ sameBody }) => sameBody !== false),
  };
}
