'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Repeat } from './send-order.ts';
import { repeatFields as words } from './words.ts';

type Props = { repeat: Repeat; onChange: (repeat: Repeat) => void };

/** The most times a request is sent at once. */
export const mostTimes = 100;

export function isRepeatValid({ times }: Repeat): boolean {
  return Number.isInteger(times) && times >= 1 && times <= mostTimes;
}

/** How often the request is sent, and the pause in between. */
export function RepeatFields({ repeat, onChange }: Props) {
  const [text, setText] = useState(String(repeat.times));
  return (
    <fieldset>
      <legend className="font-medium">{words.title}</legend>
      <div className="mt-1.5 grid grid-cols-2 items-start gap-3">
        <Field
          label={words.times}
          inputMode="numeric"
          mono
          value={text}
          error={isRepeatValid(repeat) ? null : words.timesError}
          onChange={({ target: { value } }) => {
            setText(value);
            onChange({ ...repeat, times: /^\d{1,4}$/.test(value.trim()) ? Number(value) : Number.NaN });
          }}
        />
        <Select
          label={words.gap}
          value={String(repeat.gapMs)}
          choices={Object.entries(words.gaps).map(([id, title]) => ({ id, title }))}
          onChange={(gap) => onChange({ ...repeat, gapMs: Number(gap) })}
        />
      </div>
      <p className="text-quiet text-small">{words.help}</p>
    </fieldset>
  );
}
