import type { ReactNode } from 'react';

/** One line of a menu. Menus are data, so that the code that shows them is fetched when the first one is opened. */
export type MenuEntry =
  | { is: 'action'; title: string; icon?: ReactNode; shortcut?: string; danger?: boolean; act: () => void }
  /** Goes somewhere, and can be opened in a new tab. `note` stands at the end of the line. */
  | { is: 'link'; title: string; href: string; icon?: ReactNode; note?: ReactNode }
  | {
      is: 'choice';
      title: string;
      value: string;
      choices: readonly MenuChoice[];
      choose: (value: string) => void;
    }
  /** On or off; the menu stays open. */
  | { is: 'check'; title: string; checked: boolean; toggle: () => void }
  | { is: 'label'; title: string }
  | { is: 'line' };

export type MenuChoice = { value: string; title: string; icon?: ReactNode };

/** The entries that are there; a condition may have left out some. */
export function menuEntries(...entries: (MenuEntry | readonly MenuEntry[] | false)[]): MenuEntry[] {
  return entries.flatMap((entry) => entry || []);
}
