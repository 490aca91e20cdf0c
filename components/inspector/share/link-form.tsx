'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { dayTimeWords } from '#components/frame/time-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { buttonName } from '#components/ui/words.ts';
import { roles } from '#lib/model/link.ts';
import type { NewLinkJson } from '#lib/model/link-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { MaskingFields } from '../masking/masking-fields.tsx';
import { useKnownLinks } from './known-links.ts';
import { expiries, initialDraft, isUnmasked, type LinkDraft, linkInput, nameOf } from './link-draft.ts';
import { linkForm, roleWords } from './words.ts';

type Props = {
  /** The request that is open. */
  seq: number | null;
  /** The link is wanted for that request. */
  isForRequest: boolean;
  onCreated: (link: NewLinkJson) => void;
};

/** Creates a link. The button says which kind. */
export function LinkForm({ seq, isForRequest, onCreated }: Props) {
  const { api } = useInspection();
  const { known } = useKnownLinks();
  const [openedAt] = useState(Date.now);
  const [draft, setDraft] = useState<LinkDraft>(() => initialDraft(isForRequest));
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [isRoleOpen, setRoleOpen] = useState(false);
  const change = (part: Partial<LinkDraft>) => setDraft((now) => ({ ...now, ...part }));
  const isOwner = draft.role === 'owner';
  const taken = known.map(({ label }) => label);
  const name = nameOf(draft, dayTimeWords(openedAt), taken);

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      onCreated(await api.createLink(linkInput(draft, name, seq, Date.now())));
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={create}
      tabIndex={-1}
      // Not the first field: on a phone, its keyboard would cover the rest.
      data-focus-first
      className="flex flex-col gap-4 outline-none"
    >
      <Field
        label={linkForm.name}
        maxLength={80}
        autoComplete="off"
        value={name}
        onChange={(event) => change({ name: event.target.value })}
        help={linkForm.nameHelp}
      />
      {isRoleOpen ? (
        <RoleChoice value={draft.role} onChange={(role) => change({ role })} />
      ) : (
        <div>
          <p className="font-medium">{linkForm.permission}</p>
          <p className="mt-1 flex items-center gap-2.5">
            <span>{roleWords[draft.role].title}</span>
            <Button
              aria-label={buttonName(linkForm.change, linkForm.permission)}
              onClick={() => setRoleOpen(true)}
            >
              {linkForm.change}
            </Button>
          </p>
        </div>
      )}
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
      {!isOwner && (
        <MaskingFields
          draft={draft.masking}
          change={(part) => change({ masking: { ...draft.masking, ...part } })}
          seq={seq}
        />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" look="accent" busy={busy}>
          {roleWords[draft.role].create}
        </Button>
        {isUnmasked(draft) && <span className="text-careful text-small">{linkForm.unmasked}</span>}
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
            // biome-ignore lint/a11y/noAutofocus: the button that opened the choices has gone.
            autoFocus={role === value}
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
