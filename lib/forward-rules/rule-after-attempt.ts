import type { Breaker, Forward, ForwardPause } from '#lib/model/forward.ts';
import type { NextStep } from './after-attempt.ts';
import { afterResult } from './breaker.ts';

/** What an attempt changes of its rule; null when nothing. `now` is in milliseconds since the epoch. */
export function ruleAfterAttempt(
  { breaker, paused, cursor }: Pick<Forward, 'breaker' | 'paused' | 'cursor'>,
  { step: { cause, isDestinationAtFault, pauses }, isPrivate }: { step: NextStep; isPrivate: boolean },
  now: number,
): { breaker?: Breaker; paused?: ForwardPause } | null {
  const code = isDestinationAtFault ? cause : null;
  const after =
    isDestinationAtFault === null ? breaker : afterResult(breaker, code && { code, isPrivate }, now);
  const isSame = JSON.stringify(after) === JSON.stringify(breaker);
  const pause = pauses && paused === null ? ({ at: now, why: 'gone', cursor } as const) : null;
  if (isSame && pause === null) return null;
  return { ...(!isSame && { breaker: after }), ...(pause && { paused: pause }) };
}
