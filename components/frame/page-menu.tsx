'use client';

import { CircleHelp, Ellipsis } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { useThemeChoice } from './theme-choice.tsx';
import { pageMenu } from './words.ts';

/** The menu of every page: the theme, and the error reference. */
export function PageMenu() {
  const theme = useThemeChoice();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={pageMenu.open} className="-mr-1.5">
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        theme,
        { is: 'line' },
        { is: 'link', title: pageMenu.docs, href: '/docs', icon: <CircleHelp aria-hidden /> },
      )}
    />
  );
}
