'use client';

import { useRef, useState } from 'react';
import { Button } from './button.tsx';

type Props = {
  label: string;
  /** What the button is of, for those who do not see beside what it stands. */
  name?: string;
  /** What follows, said before it is done. */
  question: string;
  verb: string;
  act: () => Promise<void>;
  disabled?: boolean;
};

/** A button for what cannot be taken back, which says in its own place what follows and asks once more. */
export function AskedButton({ label, name, question, verb, act, disabled }: Props) {
  const [state, setState] = useState<'quiet' | 'asking' | 'busy'>('quiet');
  const first = useRef<HTMLButtonElement>(null);

  function keep(): void {
    setState('quiet');
    requestAnimationFrame(() => first.current?.focus());
  }

  if (state === 'quiet') {
    return (
      <Button
        ref={first}
        look="danger"
        disabled={disabled}
        aria-label={name === undefined ? undefined : `${label}: ${name}`}
        onClick={() => setState('asking')}
      >
        {label}
      </Button>
    );
  }
  return (
    <fieldset
      className="w-full rounded-control bg-bad-tint p-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        keep();
      }}
    >
      <legend className="sr-only">{label}</legend>
      <p className="text-small">{question}</p>
      <div className="mt-2 flex gap-2">
        <Button
          look="danger-filled"
          autoFocus
          busy={state === 'busy'}
          onClick={() => {
            setState('busy');
            void act().finally(() => setState('quiet'));
          }}
        >
          {verb}
        </Button>
        <Button disabled={state === 'busy'} onClick={keep}>
          Keep
        </Button>
      </div>
    </fieldset>
  );
}
