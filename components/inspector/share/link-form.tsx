'use client';

import { Plus } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { NewLinkJson } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { roles } from '#lib/model/link.ts';
import { useInspection } from '../inspection.tsx';
import { LinkAddress } from './link-address.tsx';
import { expiries, type LinkWish, linkInput, noWish } from './link-wish.ts';
import { RedactionFields } from './redaction-fields.tsx';
import { roleWords } from './role-words.ts';

type Props = { seq: number | null; onMade: () => void };

/** Other links than the one to look: with more rights, less to see, or an end. */
export function LinkForm({ seq, onMade }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<NewLinkJson | null>(null);
  if (made) {
    return (
      <section className="mt-5 rounded-control border border-line p-3">
        <p className="mb-2 font-medium">The link is ready. It is shown this once: copy it now.</p>
        <LinkAddress url={made.inspectUrl} name="New link" label="Copy" />
        <Button className="mt-3" onClick={() => setMade(null)}>
          Done
        </Button>
      </section>
    );
  }
  if (!isOpen) {
    return (
      <Button look="quiet" className="mt-3 -ml-2.5" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Another kind of link
      </Button>
    );
  }
  return (
    <WishForm
      seq={seq}
      onCancel={() => setOpen(false)}
      onMade={(link) => {
        setOpen(false);
        setMade(link);
        onMade();
        announce('Link made');
      }}
    />
  );
}

type FormProps = { seq: number | null; onCancel: () => void; onMade: (link: NewLinkJson) => void };

function WishForm({ seq, onCancel, onMade }: FormProps) {
  const { api } = useInspection();
  const [wish, setWish] = useState<LinkWish>(noWish);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<LinkWish>) => setWish((now) => ({ ...now, ...part }));
  const isOwner = wish.role === 'owner';

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      onMade(await api.addLink(linkInput(wish, seq, Date.now())));
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={make}
      className="mt-4 flex flex-col gap-4 rounded-control border border-line p-3 wide:p-4"
    >
      <RoleChoice value={wish.role} onChange={(role) => change({ role })} />
      {!isOwner && seq !== null && (
        <Labelled words="It opens">
          <Switch
            label="It opens"
            value={wish.onlyOne ? 'one' : 'all'}
            choices={[
              { id: 'all', title: 'The whole bin' },
              { id: 'one', title: `Request #${seq} only` },
            ]}
            onChange={(id) => change({ onlyOne: id === 'one' })}
          />
        </Labelled>
      )}
      {!isOwner && <RedactionFields wish={wish} change={change} seq={seq} />}
      <Labelled words="It expires">
        <Switch
          label="It expires"
          value={wish.expiry}
          choices={expiries}
          onChange={(expiry) => change({ expiry })}
        />
        {wish.expiry === 'date' && (
          <Field
            label="Day and time"
            type="datetime-local"
            required
            className="mt-2"
            value={wish.date}
            onChange={(event) => change({ date: event.target.value })}
          />
        )}
      </Labelled>
      <Field
        label="For whom"
        maxLength={80}
        autoComplete="off"
        placeholder="Ana, the vendor’s support …"
        value={wish.label}
        onChange={(event) => change({ label: event.target.value })}
        help="Only you see it, in the list below."
      />
      {trouble && <TroubleNote trouble={trouble} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="accent" busy={busy}>
          Make the link
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
        {!wish.masked && !isOwner && (
          <span className="text-small text-careful">Requests are shown with their secrets.</span>
        )}
      </div>
    </form>
  );
}

function RoleChoice({
  value,
  onChange,
}: {
  value: LinkWish['role'];
  onChange: (role: LinkWish['role']) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="font-medium">Whoever has it</legend>
      {roles.toReversed().map((role) => (
        <label key={role} className="flex min-h-7 items-start gap-2 py-1 touch:min-h-9 touch:py-2">
          <input
            type="radio"
            name={name}
            checked={role === value}
            onChange={() => onChange(role)}
            className="mt-0.5 size-3.5 shrink-0 accent-accent touch:size-4.5 touch:mt-0"
          />
          <span>
            {roleWords[role].title}
            <span className="block text-quiet text-small">{roleWords[role].help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Labelled({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1.5 font-medium" aria-hidden>
        {words}
      </p>
      {children}
    </div>
  );
}
