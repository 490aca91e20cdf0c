'use client';

import { useCallback, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { mostSchemas } from '#lib/model/bin-schema.ts';
import { SchemaForm } from './schema-form.tsx';
import { SchemaRow } from './schema-row.tsx';
import { schemas as words } from './words.ts';

type Props = {
  api: BinApi;
  canChange: boolean;
  /** Another number when the settings of the bin were changed: they are loaded again. */
  changes: number;
};

/** The JSON Schemas of a bin, against which its requests are checked. One is edited or added at a time. */
export function Schemas({ api, canChange, changes }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function after a change, so that they are loaded again.
  const load = useCallback((signal: AbortSignal) => api.schemas(signal), [api, changes]);
  const { value: kept, trouble, refresh } = useFetched(load, null);
  /** The ID of the schema that is edited; empty for a new one, null for none. */
  const [edited, setEdited] = useState<string | null>(null);

  function close(): void {
    setEdited(null);
  }

  function saved(words: string): void {
    announce(words);
    close();
    refresh();
  }

  return (
    <section aria-labelledby="schemas" className="mt-2 border-line border-t pt-5 pb-6">
      <h2 id="schemas" className="font-semibold text-name">
        {words.title}
      </h2>
      <p className="mt-0.5 text-quiet">{textWithCode(words.about)}</p>
      <div className="mt-3">
        {trouble && (
          <div className="mb-3">
            <TroubleNote trouble={trouble} onRetry={refresh} />
          </div>
        )}
        {kept === null && !trouble && (
          <p role="status" className="flex items-center gap-2 text-quiet">
            <Spinner /> {words.loading}
          </p>
        )}
        {kept?.length === 0 && edited === null && <p className="text-quiet">{textWithCode(words.none)}</p>}
        {kept !== null && kept.length > 0 && (
          <ul className="rounded-control border border-line">
            {kept.map((schema) => (
              <li key={schema.id} className="border-faint px-3 py-2 not-first:border-t">
                {schema.id === edited ? (
                  <SchemaForm
                    api={api}
                    schema={schema}
                    onSaved={() => saved(words.announceSaved)}
                    onCancel={close}
                  />
                ) : (
                  <SchemaRow
                    api={api}
                    schema={schema}
                    canChange={canChange}
                    onEdit={() => setEdited(schema.id)}
                    onChanged={refresh}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {canChange && edited === '' && (
          <div className="mt-3">
            <SchemaForm api={api} schema={null} onSaved={() => saved(words.announceAdded)} onCancel={close} />
          </div>
        )}
        {canChange && kept !== null && edited !== '' && kept.length < mostSchemas && (
          <Button className="mt-3" onClick={() => setEdited('')}>
            {words.add}
          </Button>
        )}
        {kept !== null && kept.length >= mostSchemas && (
          <p className="mt-2 text-quiet">{words.full(mostSchemas)}</p>
        )}
      </div>
    </section>
  );
}
