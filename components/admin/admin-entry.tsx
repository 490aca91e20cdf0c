'use client';

import { type FormEvent, useState } from 'react';
import { adminApi } from '#components/api/admin.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';

/** Asks for the admin token, and tries it before it is believed. */
export function AdminEntry({ onToken }: { onToken: (token: string) => void }) {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isWrong = trouble?.code === 'admin-only';

  async function enter(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await adminApi(token.trim()).look();
      onToken(token.trim());
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <>
      <PageTitle title="Admin">
        Numbers of this server, its bins by how much they take, blocks, and draining. No payloads are shown
        here.
      </PageTitle>
      <form onSubmit={enter} className="mt-7 max-w-100">
        <Field
          label="Admin token"
          type="password"
          mono
          autoFocus
          required
          autoComplete="off"
          value={token}
          help="The one set as ADMIN_TOKEN. This tab keeps it until it is closed."
          error={isWrong ? 'This is not the admin token.' : null}
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
        <Button type="submit" look="filled" busy={busy} className="mt-4">
          Enter
        </Button>
      </form>
    </>
  );
}
