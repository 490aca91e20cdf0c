'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type Props = ComponentProps<'input'> & {
  label: string;
  help?: ReactNode;
  error?: string | null;
  /** What stands before the text and is not part of it. */
  prefix?: string;
  mono?: boolean;
};

/** A field with its label above, help and error beneath. */
export function Field({ label, help, error, prefix, mono = false, className, ...input }: Props) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div
        className={classNames(
          'mt-1.5 flex h-8 items-center overflow-hidden rounded-control border bg-raised touch:h-10',
          'focus-within:border-accent focus-within:outline-1 focus-within:outline-accent',
          error ? 'border-bad' : 'border-edge',
        )}
      >
        {prefix && (
          <span className="flex h-full shrink-0 items-center border-line border-r bg-panel px-2.5 text-quiet wire">
            {prefix}
          </span>
        )}
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-help`}
          className={classNames(
            'h-full w-full min-w-0 bg-clear px-2.5 outline-none placeholder:text-quiet',
            mono && 'wire',
          )}
        />
      </div>
      <p id={`${id}-help`} className={classNames('mt-1 text-small', error ? 'text-bad' : 'text-quiet')}>
        {error ?? help}
      </p>
    </div>
  );
}
