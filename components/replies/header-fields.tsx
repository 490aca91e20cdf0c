'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Header } from '#lib/model/capture.ts';
import { replaceItem } from './draft.ts';
import { useFieldError } from './draft-errors.tsx';
import { headerFields as words } from './words.ts';

type Props = {
  heading?: string;
  /** A sentence below the heading. */
  help?: string;
  headers: readonly Header[];
  onChange: (headers: Header[]) => void;
  place: string;
};

/** The headers of a message, sent in this order. A name may occur several times. */
export function HeaderFields({ heading = words.heading, help, headers, onChange, place }: Props) {
  return (
    <fieldset>
      <legend className="font-medium">{heading}</legend>
      {help && <p className="text-quiet text-small">{help}</p>}
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {headers.map((header, index) => (
          <HeaderField
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and keep their place while edited.
            key={index}
            header={header}
            number={index + 1}
            place={`${place}.${index}`}
            onChange={(changed) => onChange(replaceItem(headers, index, changed))}
            onRemove={() => onChange(replaceItem(headers, index))}
          />
        ))}
      </ul>
      <Button look="quiet" className="mt-1 -ml-2.5" onClick={() => onChange([...headers, ['', '']])}>
        <Plus aria-hidden /> {words.add}
      </Button>
    </fieldset>
  );
}

type FieldProps = {
  header: Header;
  number: number;
  place: string;
  onChange: (header: Header) => void;
  onRemove: () => void;
};

function HeaderField({ header: [name, value], number, place, onChange, onRemove }: FieldProps) {
  const id = useId();
  const nameError = useFieldError(`${place}.0`);
  const valueError = useFieldError(`${place}.1`);
  const box = (hasError: boolean) =>
    classNames(
      'h-8 min-w-0 rounded-control border bg-raised px-2.5 wire placeholder:text-quiet touch:h-10 focus:border-accent focus:outline-1 focus:outline-accent',
      hasError ? 'border-bad' : 'border-edge',
    );
  return (
    <li>
      {/* On a phone the value stands below the name: neither is cut. */}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-1.5 wide:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
        <input
          aria-label={words.nameOf(number)}
          aria-invalid={nameError !== null || undefined}
          aria-describedby={`${id}-error`}
          value={name}
          placeholder={words.name}
          spellCheck={false}
          autoCapitalize="none"
          className={box(nameError !== null)}
          onChange={(event) => onChange([event.target.value, value])}
        />
        <input
          aria-label={words.valueOf(number)}
          aria-invalid={valueError !== null || undefined}
          aria-describedby={`${id}-error`}
          value={value}
          placeholder={words.value}
          spellCheck={false}
          autoCapitalize="none"
          className={classNames(box(valueError !== null), 'max-wide:row-start-2')}
          onChange={(event) => onChange([name, event.target.value])}
        />
        <IconButton label={words.remove(number)} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      <p id={`${id}-error`} className="text-bad text-small">
        {nameError ?? valueError}
      </p>
    </li>
  );
}
