'use client';

import { type FormEvent, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { createBin } from './create-bin.ts';
import { CreateTokenField, isTokenTrouble } from './create-token-field.tsx';
import { newBinForm } from './words.ts';

/** The form for a new bin; every field is optional except a required token. */
export function NewBinForm({ needsToken, onCancel }: { needsToken: boolean; onCancel: () => void }) {
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const slugError = trouble && slugTrouble(trouble);

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const bin = await createBin({
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
    <form onSubmit={create} className="mt-7 border-line border-t pt-5">
      <h2 className="font-semibold text-name">{newBinForm.title}</h2>
      <div className="mt-3 grid gap-x-4 gap-y-4 wide:grid-cols-2">
        <Field
          label={newBinForm.name}
          value={name}
          maxLength={80}
          autoFocus
          placeholder={newBinForm.namePlaceholder}
          help={newBinForm.nameHelp}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={newBinForm.slug}
          value={slug}
          prefix="/b/"
          mono
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          maxLength={63}
          placeholder={newBinForm.slugPlaceholder}
          help={newBinForm.slugHelp}
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
        <Button type="submit" look="accent" busy={busy}>
          {newBinForm.create}
        </Button>
        <Button onClick={onCancel}>{newBinForm.cancel}</Button>
      </div>
    </form>
  );
}

/** The API's error about the slug; null when the error is about something else. */
function slugTrouble({ code, detail, title }: Trouble): string | null {
  if (code === 'slug-taken') return newBinForm.slugTaken(title);
  const complaint = /(?:^|; )slug: (.*?)(?:;|$)/.exec(detail ?? '')?.[1];
  return complaint ? newBinForm.slugInvalid(complaint) : null;
}
