import { CircleCheck, CirclePause, TriangleAlert } from 'lucide-react';
import { Time } from '#components/frame/time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import { ruleStates as words } from './words.ts';

/** Whether a rule sends requests, and if not, why and until when. */
export function RuleState({ rule: { paused, breaker, counts } }: { rule: ForwardJson }) {
  if (paused?.why === 'gone')
    return (
      <Chip tone="bad" icon={<CirclePause aria-hidden />}>
        {words.gone}
      </Chip>
    );
  if (paused)
    return (
      <Chip icon={<CirclePause aria-hidden />}>
        {textWith(words.paused, { time: <Time iso={paused.at} style="minute" /> })}
      </Chip>
    );
  switch (breaker.state) {
    case 'open':
      return (
        <Chip tone="bad" icon={<TriangleAlert aria-hidden />}>
          {textWith(words.open, {
            time: breaker.openUntil && <Time iso={breaker.openUntil} style="minute" />,
          })}
        </Chip>
      );
    case 'trying':
      return (
        <Chip tone="bad" icon={<TriangleAlert aria-hidden />}>
          {counts.queued + counts.sending > 0 ? words.trying : words.idle}
        </Chip>
      );
    case 'recovering':
      return (
        <Chip tone="careful" icon={<TriangleAlert aria-hidden />}>
          {words.recovering(Math.max(1, Math.round(breaker.perSecond ?? 1)))}
        </Chip>
      );
    case 'closed':
      return (
        <Chip tone="good" icon={<CircleCheck aria-hidden />}>
          {words.active}
        </Chip>
      );
  }
}
