'use client';

import { timelineName } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import type { TimelineDivision } from '#lib/model/timeline.ts';

export type TimelineChoice = TimelineDivision | 'hidden';

/** What somebody has chosen to see of it, in this browser. */
export function useTimelineChoice(): [TimelineChoice, (choice: TimelineChoice) => void] {
  const [stored, store] = useStored(timelineName);
  const choice = stored === 'method' || stored === 'hidden' ? stored : 'status';
  return [choice, (next) => store(next === 'status' ? null : next)];
}
