'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Header } from '#lib/model/capture.ts';
import { replaced } from './draft.ts';
import { useFault } from './faults.tsx';

type Props = { headers: readonly Header[]; onChange: (headers: Header[]) => void; place: string };

/** Header lines: any, twice if need be, in this order. */
export function HeaderFields({ headers, onChange, place }: Props) {
  return (
    <fieldset>
      <legend className="font-medium">Headers</legend>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {headers.map((header, index) => (
          <HeaderField
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and keep their place while edited.
            key={index}
            header={header}
            number={index + 1}
            place={`${place}.${index}`}
            onChange={(changed) => onChange(replaced(headers, index, changed))}
            onRemove={() => onChange(replaced(headers, index))}
          />
        ))}
      </ul>
      <Button look="quiet" className="mt-1 -ml-2.5" onClick={() => onChange([...headers, ['', '']])}>
        <Plus aria-hidden /> Add a header
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
  const ofName = useFault(`${place}.0`);
  const ofValue = useFault(`${place}.1`);
  const fault = ofName ?? ofValue;
  const box = (wrong: boolean) =>
    classNames(
      'h-8 min-w-0 rounded-control border bg-raised px-2.5 wire placeholder:text-quiet touch:h-10 focus:border-accent focus:outline-1 focus:outline-accent',
      wrong ? 'border-bad' : 'border-edge',
    );
  return (
    <li>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-1.5">
        <input
          aria-label={`Name of header ${number}`}
          aria-invalid={ofName !== null || undefined}
          aria-describedby={`${id}-fault`}
          value={name}
          placeholder="Name"
          spellCheck={false}
          autoCapitalize="none"
          className={box(ofName !== null)}
          onChange={(event) => onChange([event.target.value, value])}
        />
        <input
          aria-label={`Value of header ${number}`}
          aria-invalid={ofValue !== null || undefined}
          aria-describedby={`${id}-fault`}
          value={value}
          placeholder="Value"
          spellCheck={false}
          autoCapitalize="none"
          className={box(ofValue !== null)}
          onChange={(event) => onChange([name, event.target.value])}
        />
        <IconButton label={`Remove header ${number}`} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      <p id={`${id}-fault`} className="text-bad text-small">
        {fault}
      </p>
    </li>
  );
}
