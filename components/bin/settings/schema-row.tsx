'use client';

import { useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { buttonName } from '#components/ui/words.ts';
import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import { schemas as words } from './words.ts';

type Props = {
  api: BinApi;
  schema: BinSchemaJson;
  canChange: boolean;
  onEdit: () => void;
  onChanged: () => void;
};

/** A schema in the list: its name and filter, and what can be done with it. */
export function SchemaRow({ api, schema, canChange, onEdit, onChanged }: Props) {
  const { id, name, filter, enabled } = schema;
  const [busy, setBusy] = useState(false);

  async function act(action: () => Promise<unknown>, done: string, failed: string): Promise<void> {
    setBusy(true);
    try {
      await action();
      announce(done);
    } catch (error) {
      noticeTrouble(failed, error);
    }
    setBusy(false);
    onChanged();
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="min-w-0 flex-1 basis-full wide:basis-40">
        <h3 className="font-medium [overflow-wrap:anywhere]">{name}</h3>
        <p className="text-quiet [overflow-wrap:anywhere]">
          {filter.trim() === '' ? words.everyRequest : <code className="wire">{filter}</code>}
        </p>
        <details className="mt-1">
          <summary className="w-fit cursor-pointer rounded-mark text-quiet hover:text-ink touch:py-2.5">
            {words.showSchema}
          </summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: A region that scrolls has to be reached by keyboard. */}
          <pre tabIndex={0} className="mt-1 max-h-80 scrolls rounded-control bg-panel p-2.5 text-small wire">
            {JSON.stringify(schema.schema, null, 2)}
          </pre>
        </details>
      </div>
      {!canChange && !enabled && <span className="text-quiet">{words.disabled}</span>}
      {canChange && (
        <>
          <Checkbox
            label={words.enabled}
            checked={enabled}
            disabled={busy}
            onChange={(enabled) =>
              void act(
                () => api.changeSchema(id, { enabled }),
                enabled ? words.announceEnabled : words.announceDisabled,
                words.notSaved,
              )
            }
          />
          <Button aria-label={buttonName(words.edit, name)} onClick={onEdit}>
            {words.edit}
          </Button>
          <ConfirmButton
            label={words.remove}
            name={name}
            question={words.removeQuestion}
            verb={words.removeVerb}
            act={() => act(() => api.removeSchema(id), words.announceRemoved, words.notRemoved)}
          />
        </>
      )}
    </div>
  );
}
