'use client';

import { cloneElement, Suspense, useState } from 'react';
import { lazyComponent } from './lazy-component.ts';
import type { MenuProps } from './menu-entry.ts';
import { noticeTrouble } from './notices.tsx';
import { opening } from './words.ts';

/** Loads the code of menus. */
export const loadMenus = () => import('./menu-popup.tsx');
const MenuPopup = lazyComponent(loadMenus);

/** Whoever points at a menu will probably open it. */
function preloadMenus(): void {
  loadMenus().catch(() => {});
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
      loadMenus().then(
        () => setUsed(true),
        (error) => noticeTrouble(opening.menuFailed, error),
      ),
  });
}
