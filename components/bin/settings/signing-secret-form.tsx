'use client';

import { type FormEvent, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ChoiceField, Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { SigningSecretsJson } from '#lib/model/signing-secret.ts';
import { settingErrors, signingSecrets as words } from './words.ts';

type Props = { api: BinApi; kept: SigningSecretsJson; onChanged: () => void };

/** Adds a signing secret, beside those of its provider or in their place. */
export function SigningSecretForm({ api, kept, onChanged }: Props) {
  const [provider, setProvider] = useState('');
  const [secret, setSecret] = useState('');
  const [isReplacing, setReplacing] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = kept.supported.find((one) => one.provider === provider);
  const others = kept.providers.find((one) => one.provider === provider)?.secrets ?? [];

  function begin(): void {
    setError(null);
    setTrouble(null);
  }

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    begin();
    if (!chosen || secret === '') return setError(words.incomplete);
    const before = isReplacing ? [] : others.map(({ fingerprint }) => ({ fingerprint }));
    setBusy(true);
    try {
      await api.writeSigningSecrets(provider, { secrets: [{ secret }, ...before] });
      setSecret('');
      setReplacing(false);
      announce(words.announceAdded);
      onChanged();
    } catch (failure) {
      const trouble = troubleFrom(failure);
      const refused = /^secrets\.0\.secret: (.*)$/.exec(trouble.detail ?? '')?.[1];
      if (refused === undefined) setTrouble(trouble);
      else setError(settingErrors.refused(refused.replace(/\.$/, '')));
    }
    setBusy(false);
  }

  return (
    <form onSubmit={add} className="mt-4" noValidate>
      <div className="grid gap-x-4 gap-y-4 wide:grid-cols-2">
        <ChoiceField
          label={words.provider}
          value={provider}
          onChange={({ target }) => {
            setProvider(target.value);
            begin();
          }}
        >
          <option value="">{words.chooseProvider}</option>
          {kept.supported.map((one) => (
            <option key={one.provider} value={one.provider}>
              {one.name}
            </option>
          ))}
        </ChoiceField>
        <Field
          label={chosen?.secret ?? words.newSecret}
          type="password"
          mono
          autoComplete="off"
          value={secret}
          error={error}
          onChange={({ target }) => {
            setSecret(target.value);
            begin();
          }}
        />
      </div>
      {others.length > 0 && (
        <div className="mt-2">
          <Checkbox
            label={words.replace}
            help={words.replaceHelp}
            checked={isReplacing}
            onChange={setReplacing}
          />
        </div>
      )}
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <Button type="submit" className="mt-3" busy={busy}>
        {words.add}
      </Button>
    </form>
  );
}
