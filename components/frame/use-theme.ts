'use client';

import { useSyncExternalStore } from 'react';
import { valueStore } from '#components/ui/value-store.ts';
import { storeChoice, storedChoice, themeName } from './stored-choices.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const changes = valueStore(0);

function currentTheme(): Theme {
  return (document.documentElement.dataset.theme as Theme | undefined) ?? 'system';
}

function setTheme(theme: Theme): void {
  storeChoice(themeName, theme === 'system' ? null : theme);
  applyTheme(theme);
}

function applyTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  changes.set(changes.get() + 1);
}

function subscribe(listener: () => void): () => void {
  const stop = changes.subscribe(listener);
  // The theme was changed in another tab.
  const onStorage = (event: StorageEvent) => event.key === themeName && applyTheme(storedChoice(themeName));
  addEventListener('storage', onStorage);
  return () => {
    stop();
    removeEventListener('storage', onStorage);
  };
}

/** The current theme and a function that sets it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, currentTheme, () => 'system'), setTheme];
}
