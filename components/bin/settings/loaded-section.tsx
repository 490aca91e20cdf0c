'use client';

import { type ReactNode, useCallback } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';

type Props<T> = {
  id: string;
  words: { title: string; about: string; loading: string };
  /** Fetches what the section shows. The same function each time. */
  load: (signal: AbortSignal) => Promise<T>;
  /** Another number when the settings of the bin were changed: it is fetched again. */
  changes: number;
  className: string;
  children: (value: T, refresh: () => void) => ReactNode;
};

/** A section of the settings that is fetched and changed by itself, apart from what is saved together. */
export function LoadedSection<T>({ id, words, load, changes, className, children }: Props<T>) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function after a change, so that it is fetched again.
  const fetch = useCallback((signal: AbortSignal) => load(signal), [load, changes]);
  const { value, trouble, refresh } = useFetched(fetch, null);
  return (
    <section aria-labelledby={id} className={classNames('border-line border-t pt-5 pb-6', className)}>
      <h2 id={id} className="font-semibold text-name">
        {words.title}
      </h2>
      <p className="mt-0.5 text-quiet">{textWithCode(words.about)}</p>
      <div className="mt-3">
        {trouble && (
          <div className="mb-3">
            <TroubleNote trouble={trouble} onRetry={refresh} />
          </div>
        )}
        {value === null && !trouble && (
          <p role="status" className="flex items-center gap-2 text-quiet">
            <Spinner /> {words.loading}
          </p>
        )}
        {value !== null && children(value, refresh)}
      </div>
    </section>
  );
}
