'use client';

import { classNames } from './class-names.ts';
import { modifierOf, useIsApple } from './use-is-apple.ts';

/** A keyboard key, or several. `Mod` stands for ⌘ or Ctrl. `inverse` for dark buttons and tooltips. */
export function Kbd({ children, inverse = false }: { children: string; inverse?: boolean }) {
  const modifier = modifierOf(useIsApple());
  return (
    <kbd
      className={classNames(
        'inline-flex h-4.5 pointer-coarse:hidden min-w-4.5 items-center justify-center rounded-mark border px-1 text-tiny leading-none',
        inverse ? 'border-on-ink/35' : 'border-line text-quiet',
      )}
    >
      {children.replace('Mod', modifier)}
    </kbd>
  );
}
