import type { FaultKind } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { type Backoff, backoffOf } from './backoff.ts';
import { isFailure, receivedStatus } from './received-status.ts';
import { attemptKey, type KnownBy } from './same-delivery.ts';

/** One attempt of a delivery. */
export type Attempt = {
  readonly seq: number;
  readonly receivedAt: string;
  /** Since the attempt before, milliseconds; null for the first. */
  readonly gap: number | null;
  /** The status the sender received, 0 for no response; null while pending. */
  readonly status: number | null;
  /** Whether the sender has a reason to retry (see `isFailure`); null while pending. */
  readonly failed: boolean | null;
  /** The fault of the response; null if it had none. */
  readonly fault: FaultKind | null;
  /** Whether the sender stayed until the end of the response; null while pending. */
  readonly complete: boolean | null;
  /** How long the sender waited for the response, in milliseconds. */
  readonly waited: number | null;
  /** Whether its body equals that of the attempt before; null for the first. */
  readonly sameBody: boolean | null;
};

/** The attempts of one delivery, oldest first. */
export type Series = {
  readonly by: KnownBy;
  readonly attempts: readonly Attempt[];
  readonly backoff: Backoff | null;
  /** Whether all bodies are equal, byte for byte. */
  readonly sameBody: boolean;
};

/** Groups captures of one delivery, in any order, into a series. Null if there are none. */
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
      status: receivedStatus(capture.reply),
      failed: capture.reply && isFailure(capture.reply),
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
