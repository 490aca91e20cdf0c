import type { ReplayPace } from '#lib/model/delivery-input.ts';
import { longestReplayGap } from '#lib/model/delivery-limits.ts';

/**
 * The least time between the beginnings of two requests that follow each other in a bulk replay, milliseconds. `gapMicros` is the time
 * between their receipts; at most a minute of it is kept.
 */
export function gapOf(pace: ReplayPace, gapMicros: number): number {
  if (pace === 'at-once') return 0;
  if (pace === 'original') return Math.min(Math.max(0, gapMicros / 1000), longestReplayGap);
  return 1000 / pace.perSecond;
}

/** Whether each request is sent only after the response to the one before. */
export function isInSequence(pace: ReplayPace): boolean {
  return pace === 'original';
}
