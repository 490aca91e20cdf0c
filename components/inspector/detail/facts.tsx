'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';

/** Facts with their names beside them, or above on a narrow screen. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl>{children}</dl>;
}

type Props = {
  name: ReactNode;
  /** Stands at the end of the line, like a button to copy. */
  action?: ReactNode;
  /** The wish that leads here, another one each time; null when nobody looks for this fact. */
  wanted?: number | null;
  children: ReactNode;
};

export function Fact({ name, action, wanted = null, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  return (
    <div
      ref={place}
      data-wanted={wanted !== null || undefined}
      className="data-wanted:bg-selection data-wanted:shadow-[-8px_0_var(--color-selection),-11px_0_var(--color-accent)] group/fact grid min-h-8 items-start gap-x-4 border-faint border-b py-1 last:border-b-0 wide:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <dt
        className={classNames(
          'min-w-0 pt-1 text-quiet [overflow-wrap:anywhere] wide:pb-0.5',
          // For fingers the buttons reach up beside the name.
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
