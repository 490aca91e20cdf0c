'use client';

import { useEffect, useRef } from 'react';
import { Switch } from '#components/ui/switch.tsx';

const choices = [
  { id: 'decoded', title: 'Decoded' },
  { id: 'sent', title: 'As sent' },
] as const;

export type CodedChoice = (typeof choices)[number]['id'];

type Props = {
  value: CodedChoice;
  /** True when somebody chose it. */
  isChosen: boolean;
  onChange: (value: CodedChoice) => void;
};

/**
 * Which bytes of a compressed body are shown. It stands in what it changes, so that it is a new one after each choice: the
 * focus of who chose by keyboard goes to the new one.
 */
export function CodingSwitch({ value, isChosen, onChange }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (!isChosen || !isLost) return;
    place.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus({ preventScroll: true });
  }, [isChosen]);
  return (
    <span ref={place} className="inline-flex">
      <Switch label="Show the bytes" value={value} choices={choices} onChange={onChange} />
    </span>
  );
}
