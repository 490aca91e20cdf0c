'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { type Theme, useTheme } from './use-theme.ts';

const choices = [
  { value: 'system', title: 'As the system', icon: <Monitor aria-hidden /> },
  { value: 'light', title: 'Light', icon: <Sun aria-hidden /> },
  { value: 'dark', title: 'Dark', icon: <Moon aria-hidden /> },
] as const;

/** The choice of theme, for a menu. */
export function useThemeChoice(): MenuEntry {
  const [theme, setTheme] = useTheme();
  return { is: 'choice', title: 'Theme', value: theme, choices, choose: (value) => setTheme(value as Theme) };
}
