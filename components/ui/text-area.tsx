import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { textWithCode } from './text-with-code.tsx';

type Props = ComponentProps<'textarea'> & {
  label: string;
  help?: ReactNode;
  error?: string | null;
  mono?: boolean;
};

/** A text area with its label above, help or error below; it grows with its content. */
export function TextArea({ label, help, error, mono = false, className, ...area }: Props) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        {...area}
        id={id}
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-help`}
        className={classNames(
          'mt-1.5 field-sizing-content block max-h-100 min-h-16 w-full resize-y rounded-control border bg-raised px-2.5 py-1.5 placeholder:text-quiet',
          'focus:border-accent focus:outline-1 focus:outline-accent',
          error ? 'border-bad' : 'border-edge',
          mono && 'wire',
        )}
      />
      <p id={`${id}-help`} className={classNames('mt-1 text-small', error ? 'text-bad' : 'text-quiet')}>
        {error ? textWithCode(error) : help}
      </p>
    </div>
  );
}
