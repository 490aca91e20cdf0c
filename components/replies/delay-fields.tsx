'use client';

import { Select } from '#components/ui/select.tsx';
import type { Answer, Delay } from '#lib/model/reply-settings.ts';
import { SecondsField } from './seconds-field.tsx';
import { delayFields as words } from './words.ts';

type Props = {
  response: Answer;
  onChange: (change: Pick<Answer, 'delayMs' | 'hold'>) => void;
  place: string;
};

type Kind = keyof typeof words.kinds;

const kinds = (['none', 'fixed', 'range', 'normal', 'hold'] as const).map(
  (id): { id: Kind; title: string } => ({ id, title: words.kinds[id] }),
);

/** The delay before a response, or the deadline of a hold. */
export function DelayFields({ response: { delayMs, hold }, onChange, place }: Props) {
  const kind = kindOf(delayMs, hold);
  const changeDelay = (delay: Delay) => onChange({ delayMs: delay, hold: null });
  return (
    <div className="grid items-start gap-x-3 gap-y-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Select
        label={words.label}
        value={kind}
        choices={kinds}
        onChange={(id) => onChange(initialValue(id))}
        help={kind === 'hold' ? words.holdHelp : undefined}
      />
      <div className="flex gap-3 [&>*]:min-w-0 [&>*]:flex-1">
        {kind === 'hold' && hold && (
          <SecondsField
            label={words.deadline}
            value={hold.deadlineMs}
            place={`${place}.hold.deadlineMs`}
            onChange={(deadlineMs) => onChange({ delayMs: 0, hold: { deadlineMs } })}
          />
        )}
        {kind === 'fixed' && typeof delayMs === 'number' && (
          <SecondsField
            label={words.duration}
            value={delayMs}
            place={`${place}.delayMs`}
            onChange={changeDelay}
          />
        )}
        {typeof delayMs === 'object' && 'min' in delayMs && (
          <>
            <SecondsField
              label={words.minimum}
              value={delayMs.min}
              place={`${place}.delayMs`}
              onChange={(min) => changeDelay({ ...delayMs, min })}
            />
            <SecondsField
              label={words.maximum}
              value={delayMs.max}
              place={`${place}.delayMs`}
              onChange={(max) => changeDelay({ ...delayMs, max })}
            />
          </>
        )}
        {typeof delayMs === 'object' && 'mean' in delayMs && (
          <>
            <SecondsField
              label={words.mean}
              value={delayMs.mean}
              place={`${place}.delayMs`}
              onChange={(mean) => changeDelay({ ...delayMs, mean })}
            />
            <SecondsField
              label={words.deviation}
              value={delayMs.sd}
              place={`${place}.delayMs`}
              onChange={(sd) => changeDelay({ ...delayMs, sd })}
            />
          </>
        )}
      </div>
    </div>
  );
}

function kindOf(delay: Delay, hold: Answer['hold']): Kind {
  if (hold) return 'hold';
  if (typeof delay === 'number') return delay === 0 ? 'none' : 'fixed';
  return 'min' in delay ? 'range' : 'normal';
}

/** The values that a kind of delay begins with. */
function initialValue(kind: Kind): Pick<Answer, 'delayMs' | 'hold'> {
  switch (kind) {
    case 'none':
      return { delayMs: 0, hold: null };
    case 'fixed':
      return { delayMs: 2000, hold: null };
    case 'range':
      return { delayMs: { min: 500, max: 3000 }, hold: null };
    case 'normal':
      return { delayMs: { mean: 2000, sd: 500 }, hold: null };
    case 'hold':
      return { delayMs: 0, hold: { deadlineMs: 30_000 } };
  }
}
