'use client';

import { cloneElement, Suspense, useState } from 'react';
import { lazyComponent } from './lazy-component.ts';
import { noticeTrouble } from './notices.tsx';
import type { PopoverProps } from './popover-props.ts';
import { opening } from './words.ts';

const load = () => import('./popover-popup.tsx');
const PopoverPopup = lazyComponent(load);

/** A popover that opens from a button; its code is fetched when the first one is opened. */
export function Popover(props: PopoverProps) {
  const [isUsed, setUsed] = useState(false);
  if (isUsed) {
    return (
      <Suspense fallback={props.trigger}>
        <PopoverPopup {...props} />
      </Suspense>
    );
  }
  return cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    onClick: () =>
      load().then(
        () => setUsed(true),
        (error) => noticeTrouble(opening.detailsFailed, error),
      ),
  });
}
