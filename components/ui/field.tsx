'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { textWithCode } from './text-with-code.tsx';
import { passwordField } from './words.ts';

type Words = {
  label: string;
  help?: ReactNode;
  error?: string | null;
};

type Props = ComponentProps<'input'> &
  Words & {
    /** Shown before the text; not part of the value. */
    prefix?: string;
    mono?: boolean;
    /** What opens below the box, over the rest, such as suggestions. */
    below?: ReactNode;
  };

/** A text field with its label above, help or error below. What is entered as a password can be revealed. */
export function Field({ label, help, error, prefix, mono = false, below, className, type, ...input }: Props) {
  const id = useId();
  const [isRevealed, setRevealed] = useState(false);
  return (
    <div className={className}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className={classNames(boxClasses(error), 'flex h-8 items-center overflow-hidden touch:h-10')}>
        {prefix && (
          <span className="flex h-full shrink-0 items-center border-line border-r bg-panel px-2.5 text-quiet wire">
            {prefix}
          </span>
        )}
        <input
          {...input}
          {...describedBy(id, error)}
          type={isRevealed ? 'text' : type}
          spellCheck={type === 'password' ? false : input.spellCheck}
          className={classNames(
            'h-full w-full min-w-0 bg-clear px-2.5 outline-none placeholder:text-quiet',
            mono && 'wire',
          )}
        />
        {type === 'password' && (
          <IconButton
            label={isRevealed ? passwordField.hide : passwordField.reveal}
            aria-controls={id}
            className="mr-0.5"
            onClick={() => setRevealed(!isRevealed)}
          >
            {isRevealed ? <EyeOff /> : <Eye />}
          </IconButton>
        )}
      </div>
      {below && <div className="relative">{below}</div>}
      <HelpLine id={id} help={help} error={error} />
    </div>
  );
}

/** A field of several lines. */
export function TextField({ label, help, error, className, ...area }: ComponentProps<'textarea'> & Words) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className={boxClasses(error)}>
        <textarea
          rows={3}
          {...area}
          {...describedBy(id, error)}
          className="block w-full resize-y bg-clear px-2.5 py-1.5 outline-none placeholder:text-quiet disabled:resize-none"
        />
      </div>
      <HelpLine id={id} help={help} error={error} />
    </div>
  );
}

/** A select box as a form field, the browser's own. */
export function ChoiceField({
  label,
  help,
  error,
  className,
  children,
  ...select
}: ComponentProps<'select'> & Words) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className={classNames(boxClasses(error), 'h-8 overflow-hidden pr-2 touch:h-10')}>
        <select
          {...select}
          {...describedBy(id, error)}
          className="h-full w-full bg-raised px-2 outline-none disabled:bg-panel"
        >
          {children}
        </select>
      </div>
      <HelpLine id={id} help={help} error={error} />
    </div>
  );
}

function boxClasses(error: string | null | undefined): string {
  return classNames(
    'mt-1.5 rounded-control border bg-raised has-disabled:bg-panel has-disabled:text-quiet',
    'focus-within:border-accent focus-within:outline-1 focus-within:outline-accent',
    error ? 'border-bad' : 'border-edge',
  );
}

function describedBy(id: string, error: string | null | undefined) {
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': `${id}-help` } as const;
}

function HelpLine({ id, help, error }: { id: string; help: ReactNode; error: string | null | undefined }) {
  return (
    <p id={`${id}-help`} className={classNames('mt-1 text-small', error ? 'text-bad' : 'text-quiet')}>
      {error ? textWithCode(error) : help}
    </p>
  );
}
