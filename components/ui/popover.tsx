'use client';

import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { fetched } from './fetched.ts';
import { noticeTrouble } from './notices.tsx';

export type PopoverProps = {
  /** What it is about, for those who do not see it. */
  label: string;
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
};

const load = () => import('./popover-popup.tsx');
const PopoverPopup = fetched(load);

/** Something that opens beside a button; its code is fetched when the first one is asked for. */
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
        (error) => noticeTrouble('It could not be opened.', error),
      ),
  });
}
