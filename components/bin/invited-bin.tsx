'use client';

import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { CreateTokenField, isTokenTrouble } from './create-token-field.tsx';
import { makeFirstBin } from './make-bin.ts';

/** The home page of a server that does not make bins for everybody, for who has none: asks for the token, or says whom to ask. */
export function InvitedBin({ create }: { create: 'token' | 'none' }) {
  return (
    <div className="in-data-returning:invisible">
      <PageTitle title="A URL that keeps what is sent to it">
        {create === 'token'
          ? 'Every request, exactly as it came over the wire, and live in this page. Making one here takes a token.'
          : 'On this server they are made by whoever runs it. Ask for a link to one; the link opens it in this browser, and this page remembers it.'}
      </PageTitle>
      {create === 'token' && <TokenForm />}
    </div>
  );
}

function TokenForm() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const bin = await makeFirstBin();
      location.replace(`/i/${bin.key}`);
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={make} className="mt-7 max-w-100">
      <CreateTokenField trouble={trouble} onChange={() => setTrouble(null)} autoFocus />
      {trouble && !isTokenTrouble(trouble) && (
        <div className="mt-4">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <Button type="submit" look="filled" busy={busy} className="mt-4">
        Make a bin
      </Button>
    </form>
  );
}
