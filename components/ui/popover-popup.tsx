'use client';

import { Popover as Base } from '@base-ui/react/popover';
import type { PopoverProps } from './popover-props.ts';
import { surfaceClasses } from './surface.ts';

/** The popover itself, rendered once it is first opened: it is open from the start. */
export default function PopoverPopup({ label, trigger, children }: PopoverProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="start" collisionPadding={8} className="z-30 outline-none">
          <Base.Popup
            aria-label={label}
            className={surfaceClasses(
              'max-h-[min(var(--available-height),28rem)] w-[min(32rem,calc(100vw-1rem))] scrolls px-3 py-2 outline-none',
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
