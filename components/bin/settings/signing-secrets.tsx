'use client';

import { useEffect, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { SigningSecretsJson } from '#lib/model/signing-secret.ts';
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
  const [kept, setKept] = useState<SigningSecretsJson | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempts, setAttempts] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: loads again after a change, and when the user retries.
  useEffect(() => {
    const leaving = new AbortController();
    api.signingSecrets(leaving.signal).then(
      (loaded) => {
        setKept(loaded);
        setTrouble(null);
      },
      (error) => {
        if (!isAbort(error)) setTrouble(troubleFrom(error));
      },
    );
    return () => leaving.abort();
  }, [api, changes, attempts]);

  const reload = () => setAttempts((count) => count + 1);
  return (
    <section aria-labelledby="signing-secrets" className="mt-8 border-line border-t pt-5 pb-6">
      <h2 id="signing-secrets" className="font-semibold text-name">
        {words.title}
      </h2>
      <p className="mt-0.5 text-quiet">{textWithCode(words.about)}</p>
      <div className="mt-3">
        {trouble ? (
          <TroubleNote trouble={trouble} onRetry={reload} />
        ) : kept === null ? (
          <p role="status" className="flex items-center gap-2 text-quiet">
            <Spinner /> {words.loading}
          </p>
        ) : (
          <>
            <SigningSecretList api={api} kept={kept} canChange={canChange} onChanged={reload} />
            {kept.enabled && canChange && <SigningSecretForm api={api} kept={kept} onChanged={reload} />}
            {!kept.enabled && <p className="mt-2 text-quiet">{textWithCode(words.off)}</p>}
          </>
        )}
      </div>
    </section>
  );
}
