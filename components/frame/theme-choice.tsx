'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { type Theme, useTheme } from './use-theme.ts';
import { themeNames } from './words.ts';

const choices = [
  { value: 'system', title: themeNames.system, icon: <Monitor aria-hidden /> },
  { value: 'light', title: themeNames.light, icon: <Sun aria-hidden /> },
  { value: 'dark', title: themeNames.dark, icon: <Moon aria-hidden /> },
] as const;

/** The theme setting, as an entry of a menu. */
export function useThemeChoice(): MenuEntry {
  const [theme, setTheme] = useTheme();
  return {
    is: 'choice',
    title: themeNames.title,
    value: theme,
    choices,
    choose: (value) => setTheme(value as Theme),
  };
}
