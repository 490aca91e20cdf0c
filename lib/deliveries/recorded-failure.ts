import type { SendFailure } from '#lib/egress/egress.ts';
import type { RecordedFailure } from '#lib/model/delivery.ts';
import { type Failure, failureCode } from '#lib/model/errors.ts';

/** The record of why an exchange failed, without its cause. */
export function recordedFailure({ code, detail, phase, reason }: SendFailure): RecordedFailure {
  return { code, detail, phase, reason };
}

/** The record of an error. Those without a code are recorded as `internal`. */
export function failureOf(error: unknown): RecordedFailure {
  const code = failureCode(error) ?? 'internal';
  const detail = code === 'internal' ? null : (error as Failure).detail;
  const { reason = null } = (error ?? {}) as { reason?: string | null };
  return { code, detail, phase: null, reason: code === 'egress-refused' ? reason : null };
}
