import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type Props<T extends string> = {
  label: string;
  /** Hide the label: the surrounding text says it. */
  quiet?: boolean;
  value: T;
  choices: readonly { id: T; title: string }[];
  onChange: (value: T) => void;
  help?: ReactNode;
  mono?: boolean;
  className?: string;
};

/** A select box, the browser's own, so that a phone shows its native list. */
export function Select<T extends string>({
  label,
  quiet = false,
  value,
  choices,
  onChange,
  help,
  mono,
  className,
}: Props<T>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={quiet ? 'sr-only' : 'block font-medium'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className={classNames(
          'h-8 w-full rounded-control border border-edge bg-raised px-1.5 touch:h-10 focus-visible:outline-1 focus-visible:outline-offset-0',
          !quiet && 'mt-1.5',
          mono && 'wire',
        )}
      >
        {choices.map(({ id: choice, title }) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </select>
      {help && <p className="mt-1 text-quiet text-small">{help}</p>}
    </div>
  );
}
