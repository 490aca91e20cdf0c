import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The main actions of a large dialog, at its end. On a phone they stay at the bottom while the rest scrolls. */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <footer
      className={classNames(
        'max-wide:sticky max-wide:-bottom-4 max-wide:z-1 max-wide:-mb-4 max-wide:border-line max-wide:border-t max-wide:bg-raised max-wide:pt-3 max-wide:pb-4',
        className,
      )}
    >
      {children}
    </footer>
  );
}
