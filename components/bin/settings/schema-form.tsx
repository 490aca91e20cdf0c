'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useFilterError } from '#components/request/use-filter-error.ts';
import { Button } from '#components/ui/button.tsx';
import { CodeField } from '#components/ui/code-field.tsx';
import { Field } from '#components/ui/field.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLeaveWarning } from '#components/ui/use-leave-warning.ts';
import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import type { NewSchema, SchemaChange } from '#lib/model/bin-schema-input.ts';
import { type SchemaErrors, schemaErrorsIn, syntaxError } from './schema-errors.ts';
import { exampleSchema, schemaForm as words } from './words.ts';

type Props = {
  api: BinApi;
  /** The schema that is edited; null for a new one. */
  schema: BinSchemaJson | null;
  onSaved: () => void;
  onCancel: () => void;
};

type Draft = { readonly name: string; readonly filter: string; readonly text: string };

/** The form of a schema. What others change meanwhile does not change what is typed. */
export function SchemaForm({ api, schema, onSaved, onCancel }: Props) {
  const [first] = useState<Draft>(() =>
    schema === null
      ? { name: '', filter: '', text: exampleSchema }
      : { name: schema.name, filter: schema.filter, text: JSON.stringify(schema.schema, null, 2) },
  );
  const [draft, setDraft] = useState(first);
  const [errors, setErrors] = useState<SchemaErrors>({});
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const schemaHelp = useId();
  const filterError = useFilterError(draft.filter);
  useLeaveWarning(draft !== first);

  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  function change(part: Partial<Draft>): void {
    setDraft((now) => ({ ...now, ...part }));
    setErrors({});
    setTrouble(null);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { name, filter, text } = draft;
    const wrong = syntaxError(text);
    const found: SchemaErrors = {
      ...(name.trim() === '' && { name: words.nameMissing }),
      ...(wrong !== null && { schema: wrong }),
    };
    if (Object.keys(found).length > 0 || filterError) return setErrors(found);
    setBusy(true);
    setTrouble(null);
    try {
      const input: NewSchema = { name, filter, schema: JSON.parse(text) as object };
      if (schema === null) await api.addSchema(input);
      else await api.changeSchema(schema.id, changesOf(first, draft, input));
      onSaved();
    } catch (failure) {
      const trouble = troubleFrom(failure);
      const refused = schemaErrorsIn(trouble, text);
      if (refused) setErrors(refused);
      else setTrouble(trouble);
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      onSubmit={save}
      noValidate
      aria-label={schema === null ? words.addTitle : words.editTitle(schema.name)}
    >
      <div className="grid gap-x-4 gap-y-4 wide:grid-cols-2">
        <Field
          label={words.name}
          value={draft.name}
          maxLength={100}
          placeholder={words.nameExample}
          error={errors.name}
          onChange={({ target }) => change({ name: target.value })}
        />
        <FilterField
          label={words.filter}
          count={api.values}
          value={draft.filter}
          placeholder={words.filterExample}
          help={words.filterHelp}
          error={filterError?.message ?? errors.filter}
          onChange={(filter) => change({ filter })}
        />
      </div>
      <p className="mt-4 mb-1.5 font-medium" aria-hidden>
        {words.schema}
      </p>
      <CodeField
        label={words.schema}
        value={draft.text}
        onChange={(text) => change({ text })}
        isJson
        isInvalid={errors.schema !== undefined}
        describedBy={schemaHelp}
      />
      <p
        id={schemaHelp}
        role={errors.schema === undefined ? undefined : 'alert'}
        className={`mt-1 text-small ${errors.schema === undefined ? 'text-quiet' : 'text-bad'}`}
      >
        {textWithCode(errors.schema ?? words.schemaHelp)}
      </p>
      {trouble && (
        <div className="mt-3">
          <TroubleNote trouble={trouble} withHint />
        </div>
      )}
      <div className="mt-3 flex gap-2">
        <Button type="submit" look="accent" busy={busy}>
          {schema === null ? words.add : words.save}
        </Button>
        <Button disabled={busy} onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Only what was changed: others may have changed the rest. */
function changesOf(first: Draft, draft: Draft, { name, filter, schema }: NewSchema): SchemaChange {
  return {
    ...(draft.name !== first.name && { name }),
    ...(draft.filter !== first.filter && { filter }),
    ...(draft.text !== first.text && { schema }),
  };
}
