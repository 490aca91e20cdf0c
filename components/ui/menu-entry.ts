import type { ReactElement, ReactNode } from 'react';

/** One entry of a menu. Menus are data, so that the code that renders them is fetched when the first one is opened. */
export type MenuEntry =
  | { is: 'action'; title: string; icon?: ReactNode; shortcut?: string; danger?: boolean; act: () => void }
  /** A real link, which can be opened in a new tab. `note` is shown at the end of the line. */
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

/** Flattens entries and drops those left out by a condition. */
export function menuEntries(...entries: (MenuEntry | readonly MenuEntry[] | false)[]): MenuEntry[] {
  return entries.flatMap((entry) => entry || []);
}

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'end';
  entries: readonly MenuEntry[];
};
