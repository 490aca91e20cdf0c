'use client';

import { cloneElement, type ReactElement, Suspense, useState } from 'react';
import { fetched } from './fetched.ts';
import type { MenuEntry } from './menu-entry.ts';
import { noticeTrouble } from './notices.tsx';

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'end';
  entries: readonly MenuEntry[];
};

const load = () => import('./menu-popup.tsx');
const MenuPopup = fetched(load);

/** Fetches the code of menus, so that the first one opens at once, network or not. */
export function preloadMenus(): void {
  load().catch(() => {});
}

/** A list of actions that opens from a button. */
export function Menu(props: MenuProps) {
  const [isUsed, setUsed] = useState(false);
  if (isUsed) {
    return (
      <Suspense fallback={props.trigger}>
        <MenuPopup {...props} />
      </Suspense>
    );
  }
  return cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: preloadMenus,
    onFocus: preloadMenus,
    onClick: () =>
      load().then(
        () => setUsed(true),
        (error) => noticeTrouble('The menu could not be opened.', error),
      ),
  });
}
