'use client';

import { Select } from '#components/ui/select.tsx';
import type { Answer, Delay } from '#lib/model/reply-settings.ts';
import { SecondsField } from './seconds-field.tsx';

type Props = {
  answer: Answer;
  onChange: (change: Pick<Answer, 'delayMs' | 'hold'>) => void;
  place: string;
};

type Timing = 'at-once' | 'after' | 'between' | 'about' | 'hold';

const timings: readonly { id: Timing; title: string }[] = [
  { id: 'at-once', title: 'At once' },
  { id: 'after', title: 'After a fixed time' },
  { id: 'between', title: 'After a time between two' },
  { id: 'about', title: 'After about a time (normal distribution)' },
  { id: 'hold', title: 'When somebody answers by hand' },
];

/** When the sender is answered. */
export function TimingFields({ answer: { delayMs, hold }, onChange, place }: Props) {
  const timing = timingOf(delayMs, hold);
  const times = (delay: Delay) => onChange({ delayMs: delay, hold: null });
  return (
    <div className="grid items-start gap-x-3 gap-y-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Select
        label="Answered"
        value={timing}
        choices={timings}
        onChange={(id) => onChange(startOf(id))}
        help={
          timing === 'hold'
            ? 'The request waits in the inspector. At the deadline this answer is sent.'
            : undefined
        }
      />
      <div className="flex gap-3 [&>*]:min-w-0 [&>*]:flex-1">
        {timing === 'hold' && hold && (
          <SecondsField
            label="Deadline"
            value={hold.deadlineMs}
            place={`${place}.hold.deadlineMs`}
            onChange={(deadlineMs) => onChange({ delayMs: 0, hold: { deadlineMs } })}
          />
        )}
        {timing === 'after' && typeof delayMs === 'number' && (
          <SecondsField label="Time" value={delayMs} place={`${place}.delayMs`} onChange={times} />
        )}
        {typeof delayMs === 'object' && 'min' in delayMs && (
          <>
            <SecondsField
              label="From"
              value={delayMs.min}
              place={`${place}.delayMs`}
              onChange={(min) => times({ ...delayMs, min })}
            />
            <SecondsField
              label="To"
              value={delayMs.max}
              place={`${place}.delayMs`}
              onChange={(max) => times({ ...delayMs, max })}
            />
          </>
        )}
        {typeof delayMs === 'object' && 'mean' in delayMs && (
          <>
            <SecondsField
              label="About"
              value={delayMs.mean}
              place={`${place}.delayMs`}
              onChange={(mean) => times({ ...delayMs, mean })}
            />
            <SecondsField
              label="Spread"
              value={delayMs.sd}
              place={`${place}.delayMs`}
              onChange={(sd) => times({ ...delayMs, sd })}
            />
          </>
        )}
      </div>
    </div>
  );
}

function timingOf(delay: Delay, hold: Answer['hold']): Timing {
  if (hold) return 'hold';
  if (typeof delay === 'number') return delay === 0 ? 'at-once' : 'after';
  return 'min' in delay ? 'between' : 'about';
}

function startOf(timing: Timing): Pick<Answer, 'delayMs' | 'hold'> {
  switch (timing) {
    case 'at-once':
      return { delayMs: 0, hold: null };
    case 'after':
      return { delayMs: 2000, hold: null };
    case 'between':
      return { delayMs: { min: 500, max: 3000 }, hold: null };
    case 'about':
      return { delayMs: { mean: 2000, sd: 500 }, hold: null };
    case 'hold':
      return { delayMs: 0, hold: { deadlineMs: 30_000 } };
  }
}
