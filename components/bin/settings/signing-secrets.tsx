'use client';

import { useCallback } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { SigningSecretForm } from './signing-secret-form.tsx';
import { SigningSecretList } from './signing-secret-list.tsx';
import { signingSecrets as words } from './words.ts';

type Props = {
  api: BinApi;
  canChange: boolean;
  /** Another number when the settings of the bin were changed: they are loaded again. */
  changes: number;
};

/** The secrets with which the server verifies signatures. They can be written and removed, and never read. */
export function SigningSecrets({ api, canChange, changes }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function after a change, so that they are loaded again.
  const load = useCallback((signal: AbortSignal) => api.signingSecrets(signal), [api, changes]);
  const { value: kept, trouble, refresh } = useFetched(load, null);
  return (
    <section aria-labelledby="signing-secrets" className="mt-8 border-line border-t pt-5 pb-6">
      <h2 id="signing-secrets" className="font-semibold text-name">
        {words.title}
      </h2>
      <p className="mt-0.5 text-quiet">{textWithCode(words.about)}</p>
      <div className="mt-3">
        {trouble && (
          <div className="mb-3">
            <TroubleNote trouble={trouble} onRetry={refresh} />
          </div>
        )}
        {kept === null && !trouble && (
          <p role="status" className="flex items-center gap-2 text-quiet">
            <Spinner /> {words.loading}
          </p>
        )}
        {kept !== null && (
          <>
            <SigningSecretList api={api} kept={kept} canChange={canChange} onChanged={refresh} />
            {kept.enabled && canChange && <SigningSecretForm api={api} kept={kept} onChanged={refresh} />}
            {!kept.enabled && <p className="mt-2 text-quiet">{textWithCode(words.off)}</p>}
          </>
        )}
      </div>
    </section>
  );
}
