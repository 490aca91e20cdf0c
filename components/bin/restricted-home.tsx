'use client';

import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { createFirstBin } from './create-bin.ts';
import { CreateTokenField, isTokenTrouble } from './create-token-field.tsx';
import { welcome } from './words.ts';

/** The home page of a visitor without bins where creation is restricted: asks for the token, or says who to ask for a link. */
export function RestrictedHome({ create }: { create: 'token' | 'none' }) {
  return (
    <div className="in-data-returning:invisible">
      <PageTitle title={welcome.title}>{create === 'token' ? welcome.token : welcome.closed}</PageTitle>
      {create === 'token' && <TokenForm />}
    </div>
  );
}

function TokenForm() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const bin = await createFirstBin();
      location.replace(`/i/${bin.key}`);
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} className="mt-7 max-w-100">
      <CreateTokenField trouble={trouble} onChange={() => setTrouble(null)} autoFocus />
      {trouble && !isTokenTrouble(trouble) && (
        <div className="mt-4">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <Button type="submit" look="accent" busy={busy} className="mt-4">
        {welcome.create}
      </Button>
    </form>
  );
}
