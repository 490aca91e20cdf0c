'use client';

import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import { buttonName, buttons } from './words.ts';

type Props = {
  label: string;
  /** What the button acts on, for screen readers. */
  name?: string;
  /** What will happen, shown before it is done. */
  question: string;
  verb: string;
  act: () => Promise<void>;
  disabled?: boolean;
};

/** A button for something that cannot be undone: it asks for confirmation in place. Cancel has the focus, so that Enter does no harm. */
export function ConfirmButton({ label, name, question, verb, act, disabled }: Props) {
  const [state, setState] = useState<'quiet' | 'asking' | 'busy'>('quiet');
  const first = useRef<HTMLButtonElement>(null);

  function cancel(): void {
    setState('quiet');
    requestAnimationFrame(() => first.current?.focus());
  }

  if (state === 'quiet') {
    return (
      <Button
        ref={first}
        look="danger"
        disabled={disabled}
        aria-label={name === undefined ? undefined : buttonName(label, name)}
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
        cancel();
      }}
    >
      <legend className="sr-only">{label}</legend>
      <p className="text-small">{question}</p>
      <div className="mt-2 flex gap-2">
        <Button
          look="danger-filled"
          busy={state === 'busy'}
          onClick={() => {
            setState('busy');
            void act().finally(() => setState('quiet'));
          }}
        >
          {verb}
        </Button>
        <Button autoFocus disabled={state === 'busy'} onClick={cancel}>
          {buttons.cancel}
        </Button>
      </div>
    </fieldset>
  );
}
