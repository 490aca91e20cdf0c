import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type Props<T extends string> = {
  label: string;
  /** The label is not shown, because what stands around says it. */
  quiet?: boolean;
  value: T;
  choices: readonly { id: T; title: string }[];
  onChange: (value: T) => void;
  help?: ReactNode;
  mono?: boolean;
  className?: string;
};

/** One of several, the browser's own list: on a phone it is the phone's. */
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
