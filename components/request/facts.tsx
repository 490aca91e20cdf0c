'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';

/**
 * A list of names and values, side by side, or one above the other on a narrow screen. The column of the names is as wide as the
 * longest one, between 11 and 20 rem, and no more than two fifths of the list.
 */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="wide:grid wide:gap-x-4 wide:grid-cols-[fit-content(min(20rem,40%))_minmax(0,1fr)]">
      {children}
    </dl>
  );
}

type Props = {
  name: ReactNode;
  /** At the end of the line, such as a copy button. */
  action?: ReactNode;
  /** Scrolls to this fact and highlights it whenever the number changes; null for no highlight. */
  target?: number | null;
  children: ReactNode;
};

export function Fact({ name, action, target = null, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (target !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [target]);
  return (
    <div
      ref={place}
      data-wanted={target !== null || undefined}
      className="data-wanted:bg-selection data-wanted:shadow-[-8px_0_var(--color-selection),-11px_0_var(--color-accent)] group/fact grid min-h-8 items-start border-faint border-b py-1 touch:py-1.5 last:border-b-0 wide:col-span-2 wide:grid-cols-subgrid"
    >
      <dt
        className={classNames(
          'min-w-0 pt-1 text-quiet [overflow-wrap:anywhere] wide:min-w-44 wide:pb-0.5',
          // On touch screens the buttons are beside the name.
          Boolean(action) && 'max-wide:touch:pr-28',
        )}
      >
        {name}
      </dt>
      <dd className="flex min-w-0 items-start gap-x-3">
        <div className="min-w-0 flex-1 pb-0.5 [overflow-wrap:anywhere] wide:pt-1">{children}</div>
        {action && (
          <div className="-my-0.5 opacity-0 focus-within:opacity-100 group-hover/fact:opacity-100 touch:-mt-4 touch:opacity-100">
            {action}
          </div>
        )}
      </dd>
    </div>
  );
}
