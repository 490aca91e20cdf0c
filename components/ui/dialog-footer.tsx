import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/**
 * The main actions of a dialog, at its end: they stay in sight while the rest scrolls. In a large dialog on a wide screen the parts scroll
 * above it.
 */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <footer
      className={classNames(
        'max-wide:in-data-page:sticky max-wide:in-data-page:-bottom-4 max-wide:in-data-page:z-1 max-wide:in-data-page:-mb-4',
        'max-wide:in-data-page:border-line max-wide:in-data-page:border-t max-wide:in-data-page:bg-raised max-wide:in-data-page:pt-3 max-wide:in-data-page:pb-4',
        'in-data-sheet:sticky in-data-sheet:-bottom-5 in-data-sheet:z-1 in-data-sheet:-mx-4 wide:in-data-sheet:-mx-5 in-data-sheet:mt-4 in-data-sheet:-mb-5',
        'in-data-sheet:border-line in-data-sheet:border-t in-data-sheet:bg-raised in-data-sheet:px-4 wide:in-data-sheet:px-5 in-data-sheet:py-3',
        className,
      )}
    >
      {children}
    </footer>
  );
}
