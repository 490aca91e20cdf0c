'use client';

import { type FormEvent, useState } from 'react';
import { adminApi } from '#components/api/admin.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { signIn } from './words.ts';

/** Asks for the admin token, and checks it with the API. */
export function AdminEntry({ onToken }: { onToken: (token: string) => void }) {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isWrong = trouble?.code === 'admin-only';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await adminApi(token.trim()).get();
      onToken(token.trim());
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <>
      <PageTitle title={signIn.title}>{signIn.about}</PageTitle>
      <form onSubmit={submit} className="mt-7 max-w-100">
        <Field
          label={signIn.token}
          type="password"
          mono
          autoFocus
          required
          autoComplete="off"
          value={token}
          help={signIn.tokenHelp}
          error={isWrong ? signIn.wrongToken : null}
          onChange={(event) => {
            setToken(event.target.value);
            setTrouble(null);
          }}
        />
        {trouble && !isWrong && (
          <div className="mt-4">
            <TroubleNote trouble={trouble} />
          </div>
        )}
        <Button type="submit" look="accent" busy={busy} className="mt-4">
          {signIn.submit}
        </Button>
      </form>
    </>
  );
}
