'use client';

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { BinJson } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { bytesWords, keptWords } from '#components/bin/bin-words.ts';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { dayWords } from '#components/frame/time-words.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { ChoiceField, Field, TextField } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
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

type Props = {
  bin: BinJson;
  disabled: boolean;
  onSave: (change: BinChange) => Promise<void>;
};

/**
 * What is typed is a draft until it is saved, all of it at once: a half-typed slug must not become an address. Fields that
 * nobody touched follow what others change.
 */
export function SettingsForm({ bin, disabled, onSave }: Props) {
  const [drafts, setDrafts] = useState<Drafts>({});
  /** What a setting was when its draft was begun, to notice when somebody else has changed it since. */
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
      help: isContested ? `Somebody has changed it to “${saved}” meanwhile.` : help,
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
    const { change, errors: wrong } = changeOf(drafts);
    setErrors(wrong);
    setTrouble(null);
    if (Object.keys(wrong).length > 0) return showFirst(wrong);
    setBusy(true);
    try {
      await onSave(change);
      discard();
      announce('Saved');
    } catch (error) {
      const trouble = troubleFrom(error);
      const refused = errorsIn(trouble);
      if (refused) {
        setErrors(refused);
        showFirst(refused);
      } else setTrouble(trouble);
    }
    setBusy(false);
  }

  return (
    <form onSubmit={save} className="mt-6" noValidate>
      <Part title="About">
        <Field
          label="Name"
          name="name"
          maxLength={80}
          placeholder={bin.slug}
          {...field('name', 'For people. Empty: the bin is called by its slug.')}
        />
        <TextField
          label="Description"
          name="description"
          maxLength={2000}
          placeholder="What it is for, who sends to it, whom to ask"
          {...field('description')}
        />
        <Field
          label="Slug"
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
      <Part title="Limits" note={bin.bytes === undefined ? undefined : keptWords(bin)}>
        <div className="grid gap-x-4 gap-y-4 wide:grid-cols-2">
          <Field
            label="Requests kept"
            name="capacity"
            inputMode="numeric"
            autoComplete="off"
            {...field('capacity', capacityHelp(bin, drafts))}
          />
          <Field
            label="Bytes kept"
            name="maxBytes"
            autoComplete="off"
            {...field('maxBytes', bytesHelp(bin))}
          />
        </div>
        <ChoiceField
          label="Expires after"
          name="expiresAfter"
          {...field(
            'expiresAfter',
            `The bin is deleted, with all its requests, after this long without a request or a visit.${mostWords(bin.ceiling.expiresAfter, spanText)}`,
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
            Save changes
          </Button>
          {count > 0 && (
            <Button onClick={discard} disabled={busy}>
              Discard
            </Button>
          )}
          <span className="pl-1 text-quiet text-small" role="status">
            {count === 0 ? 'Everything is saved.' : `${countOf(count, 'change')} not saved yet.`}
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
  if (isChanging) return <>The capture URL changes. The old one goes on taking requests for 30 days.</>;
  if (bin.formerSlugs.length === 0)
    return <>Part of the capture URL: 3 to 63 lower-case letters, digits and hyphens.</>;
  return (
    <>
      Also reached as{' '}
      {bin.formerSlugs.map(({ slug, until }, index) => (
        <span key={slug}>
          {index > 0 && ', '}
          <span className="wire text-small!">{slug}</span> until {dayWords(until)}
        </span>
      ))}
      .
    </>
  );
}

/** What the server allows, after another sentence; nothing where anything goes. */
function mostWords(most: number | null, words: (most: number) => string): string {
  return most === null ? '' : ` This server allows at most ${words(most)}.`;
}

function bytesHelp(bin: BinJson): string {
  const used = bin.bytes === undefined ? '' : `${bytesWords(bin)} used. `;
  return `${used}Counts requests and the responses recorded for them.${mostWords(bin.ceiling.maxBytes, byteText)}`;
}

function capacityHelp(bin: BinJson, drafts: Drafts): string {
  const wanted = changeOf({ capacity: drafts.capacity }).change.capacity;
  const going = wanted === undefined ? 0 : bin.total - (bin.pinned ?? 0) - wanted;
  if (going > 0) return `The oldest ${countWords(going)} go when you save.`;
  const most = mostWords(bin.ceiling.capacity, (requests) => countOf(requests, 'request'));
  return `When the limit is reached, the oldest requests are deleted. Pinned requests are kept and do not count.${most}`;
}

function showFirst(errors: Drafts): void {
  const first = settingNames.find((name) => errors[name] !== undefined);
  if (first) document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

/** Asks before a page with something unsaved is left; the browser finds the words. */
function useLeavingGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
