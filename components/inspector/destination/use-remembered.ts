'use client';

import { useCallback, useMemo } from 'react';
import { destinationsName } from '#components/bin/kept-with-bin.ts';
import { storedChoice } from '#components/frame/stored-choices.ts';
import { useStored } from '#components/frame/use-stored.ts';
import { parseRemembered, type Remembered } from './remembered.ts';

/** What this browser remembers of the destinations of a bin. */
export function rememberedFor(binKey: string): Remembered {
  return parseRemembered(storedChoice(destinationsName(binKey)));
}

/** What is remembered, and how to change it; renders again when another part of the page or another tab does. */
export function useRemembered(
  binKey: string,
): [Remembered, (change: (remembered: Remembered) => Remembered) => void] {
  const [stored, store] = useStored(destinationsName(binKey));
  const remembered = useMemo(() => parseRemembered(stored), [stored]);
  const change = useCallback(
    (next: (remembered: Remembered) => Remembered) => store(JSON.stringify(next(rememberedFor(binKey)))),
    [binKey, store],
  );
  return [remembered, change];
}
