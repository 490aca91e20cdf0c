'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { useFieldError } from './draft-errors.tsx';
import { numberField as words } from './words.ts';

type Props = {
  label: string;
  /** Milliseconds. */
  value: number;
  onChange: (milliseconds: number) => void;
  place: string;
  className?: string;
};

/** A duration, edited in seconds. */
export function SecondsField({ label, value, onChange, place, className }: Props) {
  const [text, setText] = useState(String(value / 1000));
  const error = useFieldError(place);
  return (
    <Field
      label={words.label(label, words.seconds)}
      value={text}
      inputMode="decimal"
      mono
      className={className}
      error={text.trim() === '' || Number.isNaN(Number(text)) ? words.notANumber : error}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value.trim() === '' ? Number.NaN : Math.round(Number(event.target.value) * 1000),
        );
      }}
    />
  );
}
