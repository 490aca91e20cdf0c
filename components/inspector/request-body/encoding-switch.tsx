'use client';

import { useEffect, useRef } from 'react';
import { Switch } from '#components/ui/switch.tsx';
import { encodedBody as words } from './words.ts';

const choices = [
  { id: 'decoded', title: words.decoded },
  { id: 'received', title: words.asReceived },
] as const;

export type EncodingChoice = (typeof choices)[number]['id'];

type Props = {
  value: EncodingChoice;
  /** True when the viewer made the choice. */
  isChosen: boolean;
  onChange: (value: EncodingChoice) => void;
};

/**
 * Switches between the decoded body and the body as received. The switch is part of the content it changes and is mounted
 * anew after each choice, so it restores the keyboard focus.
 */
export function EncodingSwitch({ value, isChosen, onChange }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (!isChosen || !isLost) return;
    place.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus({ preventScroll: true });
  }, [isChosen]);
  return (
    <span ref={place} className="inline-flex">
      <Switch label={words.switch} value={value} choices={choices} onChange={onChange} />
    </span>
  );
}
