'use client';

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { bytesWords, keptWords } from '#components/bin/bin-words.ts';
import { dayWords } from '#components/frame/time-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { ChoiceField, Field, TextField } from '#components/ui/field.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { BinJson } from '#lib/model/bin-json.ts';
import { byteText } from '#lib/model/byte-text.ts';
import type { BinChange } from '#lib/model/input.ts';
import {
  changeOf,
  type Drafts,
  errorsIn,
  expiryChoices,
  type SettingName,
  settingNames,
  spanText,
  textOf,
  withDraft,
} from './drafts.ts';
import { settingsForm } from './words.ts';

type Props = {
  bin: BinJson;
  disabled: boolean;
  onSave: (change: BinChange) => Promise<void>;
};

/**
 * The form of all settings, saved together: a half-typed slug must not become a URL. Fields without unsaved changes follow
 * what others save.
 */
export function SettingsForm({ bin, disabled, onSave }: Props) {
  const [drafts, setDrafts] = useState<Drafts>({});
  /** The saved value of a setting when its draft was begun, to notice that someone else has changed it since. */
  const [bases, setBases] = useState<Drafts>({});
  const [errors, setErrors] = useState<Drafts>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const count = Object.keys(drafts).length;
  useLeavingGuard(count > 0);

  function field(name: SettingName, help?: ReactNode) {
    const saved = textOf(bin, name);
    const base = bases[name];
    const isContested = drafts[name] !== undefined && base !== undefined && base !== saved;
    return {
      value: drafts[name] ?? saved,
      disabled,
      help: isContested ? settingsForm.contested(saved) : help,
      error: errors[name] ?? null,
      onChange: ({ target }: { target: { value: string } }) => {
        const text = name === 'slug' ? target.value.toLowerCase() : target.value;
        setDrafts((now) => withDraft(now, bin, name, text));
        setBases((now) => ({ ...now, [name]: drafts[name] === undefined ? saved : now[name] }));
        setErrors(({ [name]: _, ...others }) => others);
        setTrouble(null);
      },
    };
  }

  function discard(): void {
    setDrafts({});
    setErrors({});
    setTrouble(null);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (count === 0) return;
    const { change, errors: invalid } = changeOf(drafts);
    setErrors(invalid);
    setTrouble(null);
    if (Object.keys(invalid).length > 0) return focusFirst(invalid);
    setBusy(true);
    try {
      await onSave(change);
      discard();
      announce(settingsForm.announceSaved);
    } catch (error) {
      const trouble = troubleFrom(error);
      const refused = errorsIn(trouble);
      if (refused) {
        setErrors(refused);
        focusFirst(refused);
      } else setTrouble(trouble);
    }
    setBusy(false);
  }

  return (
    <form onSubmit={save} className="mt-6" noValidate>
      <Part title={settingsForm.about}>
        <Field
          label={settingsForm.name}
          name="name"
          maxLength={80}
          placeholder={bin.slug}
          {...field('name', settingsForm.nameHelp)}
        />
        <TextField
          label={settingsForm.description}
          name="description"
          maxLength={2000}
          placeholder={settingsForm.descriptionPlaceholder}
          {...field('description')}
        />
        <Field
          label={settingsForm.slug}
          name="slug"
          prefix="/b/"
          mono
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          maxLength={63}
          {...field('slug', <SlugHelp bin={bin} isChanging={drafts.slug !== undefined} />)}
        />
      </Part>
      <Part title={settingsForm.limits} note={bin.bytes === undefined ? undefined : keptWords(bin)}>
        <div className="grid gap-x-4 gap-y-4 wide:grid-cols-2">
          <Field
            label={settingsForm.capacity}
            name="capacity"
            inputMode="numeric"
            autoComplete="off"
            {...field('capacity', capacityHelp(bin, drafts))}
          />
          <Field
            label={settingsForm.maxBytes}
            name="maxBytes"
            autoComplete="off"
            {...field('maxBytes', bytesHelp(bin))}
          />
        </div>
        <ChoiceField
          label={settingsForm.expiresAfter}
          name="expiresAfter"
          {...field(
            'expiresAfter',
            sentences(settingsForm.expiresAfterHelp, ceilingText(bin.ceiling.expiresAfter, spanText)),
          )}
        >
          {expiryChoices(bin.expiresAfter, bin.ceiling.expiresAfter).map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </ChoiceField>
      </Part>
      {trouble && (
        <div className="mt-5">
          <TroubleNote trouble={trouble} />
        </div>
      )}
      {!disabled && (
        <div className="sticky bottom-0 z-10 mt-1 flex items-center gap-2 border-line border-t bg-ground py-3 max-wide:-mx-4 max-wide:px-4">
          <Button type="submit" look="filled" busy={busy} disabled={count === 0}>
            {settingsForm.save}
          </Button>
          {count > 0 && (
            <Button onClick={discard} disabled={busy}>
              {settingsForm.discard}
            </Button>
          )}
          <span className="pl-1 text-quiet text-small" role="status">
            {count === 0 ? settingsForm.saved : settingsForm.unsaved(count)}
          </span>
        </div>
      )}
    </form>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="border-line border-t py-5">
      <h2 className="flex items-baseline gap-3 font-semibold text-name">
        {title}
        {note && <span className="font-normal text-quiet text-small tabular-nums">{note}</span>}
      </h2>
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  );
}

function SlugHelp({ bin, isChanging }: { bin: BinJson; isChanging: boolean }) {
  if (isChanging) return settingsForm.slugChanges;
  if (bin.formerSlugs.length === 0) return settingsForm.slugHelp;
  return textWith(settingsForm.formerSlugs, {
    slugs: bin.formerSlugs.map(({ slug, until }, index) => (
      <span key={slug}>
        {index > 0 && ', '}
        {textWith(settingsForm.formerSlug(dayWords(until)), {
          slug: <span className="wire text-small!">{slug}</span>,
        })}
      </span>
    )),
  });
}

/** The limit of the server as a sentence; empty when there is none. */
function ceilingText(most: number | null, words: (most: number) => string): string {
  return most === null ? '' : settingsForm.ceiling(words(most));
}

/** Sentences one after the other; empty ones are left out. */
function sentences(...texts: string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

function bytesHelp(bin: BinJson): string {
  return sentences(
    bin.bytes === undefined ? '' : settingsForm.maxBytesUsed(bytesWords(bin)),
    settingsForm.maxBytesHelp,
    ceilingText(bin.ceiling.maxBytes, byteText),
  );
}

function capacityHelp(bin: BinJson, drafts: Drafts): string {
  const wanted = changeOf({ capacity: drafts.capacity }).change.capacity;
  const surplus = wanted === undefined ? 0 : bin.total - (bin.pinned ?? 0) - wanted;
  if (surplus > 0) return settingsForm.capacityEvicts(surplus);
  return sentences(settingsForm.capacityHelp, ceilingText(bin.ceiling.capacity, settingsForm.requests));
}

/** Focuses the first field with an error. */
function focusFirst(errors: Drafts): void {
  const first = settingNames.find((name) => errors[name] !== undefined);
  if (first) document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

/** Makes the browser ask before the page is left with unsaved changes. */
function useLeavingGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
