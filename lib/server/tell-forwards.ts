import type { Announce } from '#lib/live/announce.ts';

/** The same, and wakes the forward rules of a bin when it has a new capture. */
export function tellForwards(announce: Announce, captured: (binId: number) => void): Announce {
  return {
    ...announce,
    captured(binId, received, seq) {
      announce.captured(binId, received, seq);
      captured(binId);
    },
  };
}
