'use client';

import { classNames } from './class-names.ts';

type Props<T extends string> = {
  label: string;
  value: T;
  choices: readonly { id: T; title: string }[];
  onChange: (value: T) => void;
  /** On a narrow screen the choices have two columns. */
  wraps?: boolean;
};

/** A segmented control: one of a few choices, all visible. */
export function Switch<T extends string>({ label, value, choices, onChange, wraps = false }: Props<T>) {
  return (
    <fieldset
      className={classNames(
        'inline-flex overflow-hidden rounded-control border border-line',
        wraps && 'max-wide:grid max-wide:w-full max-wide:grid-cols-2',
      )}
    >
      <legend className="sr-only">{label}</legend>
      {choices.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === value}
          onClick={() => onChange(id)}
          className={classNames(
            'h-6 border-line border-l px-2.5 outline-offset-[-2px] first-of-type:border-l-0 touch:h-9 touch:px-3',
            id === value ? 'bg-panel font-semibold' : 'text-quiet hover:bg-hover hover:text-ink',
            wraps && 'max-wide:nth-of-type-[n+3]:border-t max-wide:nth-of-type-[odd]:border-l-0',
          )}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}
