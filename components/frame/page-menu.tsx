'use client';

import { CircleHelp, Ellipsis } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { useThemeChoice } from './theme-choice.tsx';

/** What is on every page: the theme, and where errors are explained. */
export function PageMenu() {
  const theme = useThemeChoice();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Menu" className="-mr-1.5">
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        theme,
        { is: 'line' },
        { is: 'link', title: 'Errors, explained', href: '/docs/errors', icon: <CircleHelp aria-hidden /> },
      )}
    />
  );
}
