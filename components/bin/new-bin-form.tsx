'use client';

import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { CreateTokenField, isTokenTrouble } from './create-token-field.tsx';
import { makeBin } from './make-bin.ts';

/** Asks for what a person may want to choose of a new bin, which is nothing most of the time. */
export function NewBinForm({ needsToken, onCancel }: { needsToken: boolean; onCancel: () => void }) {
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const slugError = trouble && slugTrouble(trouble);

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const bin = await makeBin({
        ...(slug.trim() && { slug: slug.trim() }),
        ...(name.trim() && { name: name.trim() }),
      });
      location.assign(`/i/${bin.key}`);
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={make} className="mt-7 border-line border-t pt-5">
      <h2 className="font-semibold text-name">New bin</h2>
      <div className="mt-3 grid gap-x-4 gap-y-4 wide:grid-cols-2">
        <Field
          label="Name"
          value={name}
          maxLength={80}
          autoFocus
          placeholder="Acme staging"
          help="For people. May be left out, and changed later."
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label="Slug"
          value={slug}
          prefix="/b/"
          mono
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          maxLength={63}
          placeholder="chosen for you"
          help="Part of the capture URL: lower-case letters, digits, hyphens. Anybody who guesses it can send, but not look."
          error={slugError}
          onChange={(event) => {
            setSlug(event.target.value.toLowerCase());
            setTrouble(null);
          }}
        />
        {needsToken && <CreateTokenField trouble={trouble} onChange={() => setTrouble(null)} />}
      </div>
      {trouble && !slugError && !isTokenTrouble(trouble) && (
        <div className="mt-4">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      <div className="mt-4 flex gap-2">
        <Button type="submit" look="filled" busy={busy}>
          Make the bin
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

/** What the API has against the slug; null when its trouble is another. */
function slugTrouble({ code, detail, title }: Trouble): string | null {
  if (code === 'slug-taken') return `${title} Choose another.`;
  const complaint = /(?:^|; )slug: (.*?)(?:;|$)/.exec(detail ?? '')?.[1];
  return complaint ? `The slug ${complaint}.` : null;
}
