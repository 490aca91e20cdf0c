'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from './icon-button.tsx';
import { surfaceClasses } from './surface.ts';
import { buttons } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A sentence below the title. */
  description?: ReactNode;
  /** In a large dialog the parts scroll, not the whole. */
  size?: 'usual' | 'large';
  children: ReactNode;
};

/** A dialog over the page. On a phone it is at the bottom, within reach of the thumb. */
export function Dialog({ open, onClose, title, description, size = 'usual', children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <DialogBackdrop />
        <Base.Popup
          ref={popup}
          initialFocus={() =>
            popup.current?.querySelector<HTMLElement>('[data-focus-first], input') ?? popup.current
          }
          className={surfaceClasses(`${dialogPlace} ${size === 'large' ? largeClasses : 'max-w-120'}`)}
        >
          <header className="flex items-start gap-3 px-4 pt-4 pb-3 wide:px-5">
            <div className="min-w-0 flex-1 pt-1 touch:pt-2">
              <Base.Title className="font-semibold text-name">{title}</Base.Title>
              {description && <Base.Description className="mt-1 text-quiet">{description}</Base.Description>}
            </div>
            <Base.Close
              render={
                <IconButton label={buttons.close} className="-mr-2">
                  <X />
                </IconButton>
              }
            />
          </header>
          {size === 'large' ? (
            <div
              data-page
              className="-mt-1 flex min-h-0 flex-1 flex-col rounded-b-[inherit] pt-1 pb-4 max-wide:scrolls"
            >
              {children}
            </div>
          ) : (
            <div
              data-sheet
              className="min-h-0 scroll-pt-1 scroll-pb-16 scrolls rounded-b-[inherit] px-4 pt-1 pb-5 wide:px-5"
            >
              {children}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const largeClasses = 'h-[94dvh] max-h-[94dvh]! max-w-240 wide:top-[7vh]! wide:h-[86vh] wide:max-h-[86vh]!';

/** The position of dialogs. */
export const dialogPlace =
  'fixed inset-x-2 bottom-2 z-30 mx-auto flex max-h-[85dvh] flex-col text-pretty outline-none wide:top-[12vh] wide:bottom-auto wide:max-h-[76vh]';

export function DialogBackdrop() {
  return (
    <Base.Backdrop className="fixed inset-0 z-20 bg-shade transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
  );
}
