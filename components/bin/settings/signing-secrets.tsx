'use client';

import type { BinApi } from '#components/api/bins.ts';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { LoadedSection } from './loaded-section.tsx';
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
  return (
    <LoadedSection
      id="signing-secrets"
      words={words}
      load={api.signingSecrets}
      changes={changes}
      className="mt-8"
    >
      {(kept, refresh) => (
        <>
          <SigningSecretList api={api} kept={kept} canChange={canChange} onChanged={refresh} />
          {kept.enabled && canChange && <SigningSecretForm api={api} kept={kept} onChanged={refresh} />}
          {!kept.enabled && <p className="mt-2 text-quiet">{textWithCode(words.off)}</p>}
        </>
      )}
    </LoadedSection>
  );
}
