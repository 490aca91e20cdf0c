'use client';

import { type ReactNode, useCallback, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import type { RequestDiff } from '#lib/diff/requests.ts';
import { DiffView } from './diff-view.tsx';
import { compareDialog } from './words.ts';

type Props = {
  label: string;
  /** Must stay the same function while the two requests stay the same. */
  compare: (signal: AbortSignal) => Promise<RequestDiff>;
  /** A sentence for requests without differences. */
  same: string;
  className: string;
  /** Shown below the differences. */
  children?: ReactNode;
};

/** A box with the differences between two requests. The last ones are shown while those of an edited request are computed. */
export function LoadedDiff({ label, compare, same, className, children }: Props) {
  const fetch = useCallback((_: unknown, signal: AbortSignal) => compare(signal), [compare]);
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  const [last, setLast] = useState<RequestDiff | null>(null);
  if (state.is === 'ready' && state.value !== last) setLast(state.value);
  return (
    <section
      aria-label={label}
      className={classNames('rounded-control border border-line px-3 pb-2', className)}
    >
      {state.is === 'failed' ? (
        <div className="py-2">
          <TroubleNote trouble={state.trouble} onRetry={load} />
        </div>
      ) : last === null ? (
        <div role="status" aria-label={compareDialog.comparing} className="py-2">
          <Spinner />
        </div>
      ) : (
        <DiffView diff={last} isIgnoring={false} same={same} />
      )}
      {children}
    </section>
  );
}
