import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** One of two contents, in the size of the larger, so that nothing around it moves when they change. */
export function SwapInPlace({
  swapped,
  before,
  after,
}: {
  swapped: boolean;
  before: ReactNode;
  after: ReactNode;
}) {
  return (
    <span className="grid justify-items-center">
      <span className={classNames(cell, swapped && 'invisible')}>{before}</span>
      <span className={classNames(cell, !swapped && 'invisible')} aria-hidden>
        {after}
      </span>
    </span>
  );
}

const cell = 'col-start-1 row-start-1 flex items-center gap-1.5';
