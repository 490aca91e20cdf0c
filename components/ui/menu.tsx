'use client';

import { cloneElement, Suspense, useState } from 'react';
import { lazyComponent } from './lazy-component.ts';
import type { MenuProps } from './menu-entry.ts';
import { noticeTrouble } from './notices.tsx';
import { opening } from './words.ts';

const load = () => import('./menu-popup.tsx');
const MenuPopup = lazyComponent(load);

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
        (error) => noticeTrouble(opening.menuFailed, error),
      ),
  });
}
