'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { useFault } from './faults.tsx';

type Props = {
  label: string;
  /** Milliseconds. */
  value: number;
  onChange: (milliseconds: number) => void;
  place: string;
  className?: string;
};

/** A time, written in seconds. */
export function SecondsField({ label, value, onChange, place, className }: Props) {
  const [text, setText] = useState(String(value / 1000));
  const fault = useFault(place);
  return (
    <Field
      label={`${label}, seconds`}
      value={text}
      inputMode="decimal"
      mono
      className={className}
      error={text.trim() === '' || Number.isNaN(Number(text)) ? 'This must be a number.' : fault}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value.trim() === '' ? Number.NaN : Math.round(Number(event.target.value) * 1000),
        );
      }}
    />
  );
}
