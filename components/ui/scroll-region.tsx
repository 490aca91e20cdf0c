import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = { label: string; className?: string; children: ReactNode };

/** A region that scrolls by itself. It takes the focus, so that the arrow keys scroll it. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      className={classNames('scrolls -outline-offset-2', className)}
    >
      {children}
    </section>
  );
}
