'use client';

import { timelineName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import type { TimelineDivision } from '#lib/model/timeline.ts';

export type TimelineChoice = TimelineDivision | 'hidden';

/** How the timeline is grouped, or that it is hidden; stored in this browser. */
export function useTimelineDivision(): [TimelineChoice, (choice: TimelineChoice) => void] {
  const [stored, store] = useStored(timelineName);
  const choice = stored === 'method' || stored === 'hidden' ? stored : 'status';
  return [choice, (next) => store(next === 'status' ? null : next)];
}
