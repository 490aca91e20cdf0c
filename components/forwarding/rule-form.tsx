'use client';

import { ChevronRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import type { ForwardApi } from '#components/api/forwards.ts';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useCountValues } from '#components/filter-field/use-counted-values.ts';
import { DraftErrorsProvider } from '#components/replies/draft-errors.tsx';
import { useFilterError } from '#components/request/use-filter-error.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLeaveWarning } from '#components/ui/use-leave-warning.ts';
import { prepareFilter } from '#lib/filter/read-filter.ts';
import type { ForwardJson } from '#lib/model/forward-json.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import { errorsIn } from './api-errors.ts';
import { DestinationFields } from './destination-fields.tsx';
import {
  changesOf,
  type Draft,
  draftErrors,
  draftOf,
  type Errors,
  emptyDraft,
  errorsAfter,
  hasMoreOptions,
  inputOf,
} from './draft.ts';
import { MoreOptions } from './more-options.tsx';
import { PathFields } from './path-fields.tsx';
import { ruleForm as words } from './words.ts';

type Props = {
  bin: { readonly slug: string; readonly key: string };
  /** The rule that is edited; null for a new one. */
  rule: ForwardJson | null;
  api: ForwardApi;
  canPassResponses: boolean;
  sending: Sending;
  onSaved: (rule: ForwardJson) => void;
  onCancel: () => void;
};

const noErrors: Errors = new Map();

/** The form of a rule. What others change meanwhile does not change what is typed. */
export function RuleForm({ bin, rule: given, api, canPassResponses, sending, onSaved, onCancel }: Props) {
  // If others remove it meanwhile, it cannot be saved, and is no new one.
  const [rule] = useState(given);
  const [first] = useState(() =>
    rule ? draftOf(rule) : sending.toUrls ? emptyDraft : { ...emptyDraft, kind: 'bin' as const },
  );
  const [draft, setDraft] = useState<Draft>(first);
  const [errors, setErrors] = useState<Errors>(noErrors);
  /** How often saving has led to errors of fields. */
  const [refusals, setRefusals] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [isMoreOpen, setMoreOpen] = useState(() => hasMoreOptions(first));
  const form = useRef<HTMLFormElement>(null);
  const filterError = useFilterError(draft.filter);
  const count = useCountValues(bin);
  useLeaveWarning(JSON.stringify(draft) !== JSON.stringify(first));

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type="radio"])')?.focus();
  }, []);

  // The field with an error may have been hidden until now.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  function change(part: Partial<Draft>): void {
    setDraft((now) => ({ ...now, ...part }));
    setErrors((now) => errorsAfter(now, part));
    setTrouble(null);
  }

  function show(found: Errors): void {
    const places = [...found.keys()];
    if (places.some((place) => !['to', 'filter', 'path'].includes(place))) setMoreOpen(true);
    setErrors(found);
    setRefusals((count) => count + 1);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTrouble(null);
    setBusy(true);
    try {
      await prepareFilter(draft.filter);
      const found = draftErrors(draft, sending);
      if (found.size > 0) {
        show(found);
        setBusy(false);
        return;
      }
      onSaved(rule ? await api.change(rule.id, changesOf(draft, first)) : await api.add(inputOf(draft)));
    } catch (error) {
      const failed = troubleFrom(error);
      const ofFields = errorsIn(failed);
      if (ofFields) show(ofFields);
      else {
        setTrouble(failed);
        form.current?.scrollIntoView({ block: 'start' });
      }
      setBusy(false);
    }
  }

  return (
    <form ref={form} onSubmit={save} noValidate aria-labelledby="rule-form" className="mt-6">
      <h2 id="rule-form" className="font-semibold text-name">
        {rule ? words.editTitle : words.addTitle}
      </h2>
      {trouble && (
        <div className="mt-3 rounded-control bg-bad-tint p-3">
          <TroubleNote trouble={trouble} withHint />
        </div>
      )}
      <DraftErrorsProvider value={errors}>
        <div className="mt-4 flex flex-col gap-5">
          <DestinationFields draft={draft} slug={bin.slug} sending={sending} onChange={change} />
          <FilterField
            label={words.filter}
            count={count}
            value={draft.filter}
            placeholder={words.filterExample}
            help={words.filterHelp}
            error={errors.get('filter') ?? filterError?.message ?? null}
            onChange={(filter) => change({ filter })}
          />
          <PathFields draft={draft} slug={bin.slug} onChange={change} />
          <div className="border-line border-t pt-1">
            <button
              type="button"
              aria-expanded={isMoreOpen}
              aria-controls="more-options"
              onClick={() => setMoreOpen(!isMoreOpen)}
              className="-mx-1 flex min-h-9 items-center gap-1.5 rounded-mark px-1 font-medium"
            >
              <ChevronRight
                aria-hidden
                className={classNames(
                  'size-3.5 text-quiet transition-transform duration-100',
                  isMoreOpen && 'rotate-90',
                )}
              />
              {words.more}
            </button>
            <div id="more-options" hidden={!isMoreOpen} className="pt-2 pb-4">
              {isMoreOpen && (
                <MoreOptions
                  draft={draft}
                  canPassResponses={canPassResponses}
                  canSkipVerification={sending.unverified}
                  onChange={change}
                />
              )}
            </div>
          </div>
        </div>
      </DraftErrorsProvider>
      <div className="sticky bottom-0 z-10 -mx-4 mt-2 flex justify-end gap-2 border-line border-t bg-ground px-4 py-2.5">
        <Button look="quiet" disabled={busy} onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button type="submit" look="accent" busy={busy}>
          {rule ? words.save : words.add}
        </Button>
      </div>
    </form>
  );
}
