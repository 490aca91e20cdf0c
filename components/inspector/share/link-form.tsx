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
import { useInspection } from '../context/inspection.tsx';
import { LinkAddress } from './link-address.tsx';
import { expiries, initialDraft, type LinkDraft, linkInput } from './link-draft.ts';
import { MaskingFields } from './masking-fields.tsx';
import { linkForm, roleWords } from './words.ts';

type Props = { seq: number | null; onCreated: () => void };

/** Creates links with another permission, scope, masking or expiry. */
export function LinkForm({ seq, onCreated }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<NewLinkJson | null>(null);
  if (created) {
    return (
      <section className="mt-5 rounded-control border border-line p-3">
        <p className="mb-2 font-medium">{linkForm.created}</p>
        <LinkAddress url={created.inspectUrl} name={linkForm.createdName} label={linkForm.copy} />
        <Button className="mt-3" onClick={() => setCreated(null)}>
          {linkForm.done}
        </Button>
      </section>
    );
  }
  if (!isOpen) {
    return (
      <Button look="quiet" className="mt-3 -ml-2.5" onClick={() => setOpen(true)}>
        <Plus aria-hidden /> {linkForm.open}
      </Button>
    );
  }
  return (
    <DraftForm
      seq={seq}
      onCancel={() => setOpen(false)}
      onCreated={(link) => {
        setOpen(false);
        setCreated(link);
        onCreated();
        announce(linkForm.announceCreated);
      }}
    />
  );
}

type FormProps = { seq: number | null; onCancel: () => void; onCreated: (link: NewLinkJson) => void };

function DraftForm({ seq, onCancel, onCreated }: FormProps) {
  const { api } = useInspection();
  const [draft, setDraft] = useState<LinkDraft>(initialDraft);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<LinkDraft>) => setDraft((now) => ({ ...now, ...part }));
  const isOwner = draft.role === 'owner';

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      onCreated(await api.createLink(linkInput(draft, seq, Date.now())));
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={create}
      className="mt-4 flex flex-col gap-4 rounded-control border border-line p-3 wide:p-4"
    >
      <RoleChoice value={draft.role} onChange={(role) => change({ role })} />
      {!isOwner && seq !== null && (
        <Labelled label={linkForm.scope}>
          <Switch
            label={linkForm.scope}
            value={draft.isOneRequest ? 'one' : 'all'}
            choices={[
              { id: 'all', title: linkForm.wholeBin },
              { id: 'one', title: linkForm.oneRequest(seq) },
            ]}
            onChange={(id) => change({ isOneRequest: id === 'one' })}
          />
        </Labelled>
      )}
      {!isOwner && <MaskingFields draft={draft} change={change} seq={seq} />}
      <Labelled label={linkForm.expires}>
        <Switch
          label={linkForm.expires}
          value={draft.expiry}
          choices={expiries}
          onChange={(expiry) => change({ expiry })}
        />
        {draft.expiry === 'date' && (
          <Field
            label={linkForm.date}
            type="datetime-local"
            required
            className="mt-2"
            value={draft.date}
            onChange={(event) => change({ date: event.target.value })}
          />
        )}
      </Labelled>
      <Field
        label={linkForm.label}
        maxLength={80}
        autoComplete="off"
        placeholder={linkForm.labelPlaceholder}
        value={draft.label}
        onChange={(event) => change({ label: event.target.value })}
        help={linkForm.labelHelp}
      />
      {trouble && <TroubleNote trouble={trouble} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="accent" busy={busy}>
          {linkForm.create}
        </Button>
        <Button onClick={onCancel}>{linkForm.cancel}</Button>
        {!draft.isMasked && !isOwner && <span className="text-small text-careful">{linkForm.unmasked}</span>}
      </div>
    </form>
  );
}

function RoleChoice({
  value,
  onChange,
}: {
  value: LinkDraft['role'];
  onChange: (role: LinkDraft['role']) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="font-medium">{linkForm.permission}</legend>
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

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1.5 font-medium" aria-hidden>
        {label}
      </p>
      {children}
    </div>
  );
}
