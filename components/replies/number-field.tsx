'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { useFault } from './faults.tsx';

type Props = {
  label: string;
  unit?: string;
  value: number;
  /** NaN while what is written is no number. */
  onChange: (value: number) => void;
  /** Where in the draft it stands. */
  place: string;
  className?: string;
};

/** A whole number. */
export function NumberField({ label, unit, value, onChange, place, className }: Props) {
  const [text, setText] = useState(String(value));
  const fault = useFault(place);
  return (
    <Field
      label={unit ? `${label}, ${unit}` : label}
      value={text}
      inputMode="numeric"
      mono
      className={className}
      error={text.trim() === '' || Number.isNaN(Number(text)) ? 'This must be a number.' : fault}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value.trim() === '' ? Number.NaN : Number(event.target.value));
      }}
    />
  );
}
