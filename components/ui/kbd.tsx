'use client';

import { classNames } from './class-names.ts';
import { modifierOf, useIsApple } from './use-is-apple.ts';

type Props = {
  children: string;
  /** For dark buttons and tooltips. */
  inverse?: boolean;
  /** Whether it is shown on touch screens too, where most keys are only in the way. */
  onTouch?: boolean;
};

/** A keyboard key, or several. `Mod` stands for ⌘ or Ctrl. */
export function Kbd({ children, inverse = false, onTouch = false }: Props) {
  const modifier = modifierOf(useIsApple());
  return (
    <kbd
      className={classNames(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-mark border px-1 text-tiny leading-none',
        !onTouch && 'pointer-coarse:hidden',
        inverse ? 'border-on-ink/35' : 'border-line text-quiet',
      )}
    >
      {children.replace('Mod', modifier)}
    </kbd>
  );
}
