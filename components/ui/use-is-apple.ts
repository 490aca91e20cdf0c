'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the keyboard is one of Apple's, which has ⌘ where others have Ctrl. False while the page is rendered on the server. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
}

/** The key for commands as it is labelled: ⌘ on keyboards of Apple, else Ctrl. */
export function modifierOf(isApple: boolean): string {
  return isApple ? '⌘' : 'Ctrl';
}
