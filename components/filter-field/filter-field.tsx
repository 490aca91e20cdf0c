'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FilterSuggestions } from './filter-suggestions.tsx';
import { seenNowhere } from './seen-values.ts';
import { useCompletion } from './use-completion.ts';
import type { CountValues } from './use-counted-values.ts';

type Props = {
  label: string;
  /** Counts the values in the bin whose requests are filtered. */
  count: CountValues;
  value: string;
  onChange: (filter: string) => void;
  placeholder?: string;
  help?: ReactNode;
  error?: string | null;
  className?: string;
};

/** A form field for a filter, with the same suggestions as the filter of the list. Escape closes them first. */
export function FilterField({ label, count, value, onChange, placeholder, help, error, className }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const completion = useCompletion({
    input,
    text: value,
    onChange,
    seen: seenNowhere,
    count,
    opensOnFocus: false,
  });
  const { isShown, close } = completion;

  // Before the dialog around the field sees the key, which would close.
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const field = input.current;
    if (!isShown || !field) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    field.addEventListener('keydown', onKeyDown);
    return () => field.removeEventListener('keydown', onKeyDown);
  }, [isShown]);

  return (
    <Field
      {...completion.props}
      ref={input}
      label={label}
      mono
      value={value}
      placeholder={placeholder}
      help={help}
      error={error}
      className={className}
      onKeyDown={completion.onKey}
      below={<FilterSuggestions completion={completion} />}
    />
  );
}
