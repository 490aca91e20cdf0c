'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { useFieldError } from './draft-errors.tsx';
import { numberField as words } from './words.ts';

type Props = {
  label: string;
  unit?: string;
  value: number;
  /** NaN while the text is not a number. */
  onChange: (value: number) => void;
  /** The path of the value in the draft. */
  place: string;
  className?: string;
};

/** A whole number. */
export function NumberField({ label, unit, value, onChange, place, className }: Props) {
  const [text, setText] = useState(String(value));
  const error = useFieldError(place);
  return (
    <Field
      label={unit ? words.label(label, unit) : label}
      value={text}
      inputMode="numeric"
      mono
      className={className}
      error={text.trim() === '' || Number.isNaN(Number(text)) ? words.notANumber : error}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value.trim() === '' ? Number.NaN : Number(event.target.value));
      }}
    />
  );
}
