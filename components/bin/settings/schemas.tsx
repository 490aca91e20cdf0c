'use client';

import { useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { mostSchemas } from '#lib/model/bin-schema.ts';
import { LoadedSection } from './loaded-section.tsx';
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
  /** The ID of the schema that is edited; empty for a new one, null for none. */
  const [edited, setEdited] = useState<string | null>(null);

  function close(): void {
    setEdited(null);
  }

  function saved(said: string, refresh: () => void): void {
    announce(said);
    close();
    refresh();
  }

  return (
    <LoadedSection id="schemas" words={words} load={api.schemas} changes={changes} className="mt-2">
      {(kept, refresh) => (
        <>
          {kept.length === 0 && edited === null && <p className="text-quiet">{textWithCode(words.none)}</p>}
          {kept.length > 0 && (
            <ul className="rounded-control border border-line">
              {kept.map((schema) => (
                <li key={schema.id} className="border-faint px-3 py-2 not-first:border-t">
                  {schema.id === edited ? (
                    <SchemaForm
                      api={api}
                      schema={schema}
                      onSaved={() => saved(words.announceSaved, refresh)}
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
              <SchemaForm
                api={api}
                schema={null}
                onSaved={() => saved(words.announceAdded, refresh)}
                onCancel={close}
              />
            </div>
          )}
          {canChange && edited !== '' && kept.length < mostSchemas && (
            <Button className="mt-3" onClick={() => setEdited('')}>
              {words.add}
            </Button>
          )}
          {kept.length >= mostSchemas && <p className="mt-2 text-quiet">{words.full(mostSchemas)}</p>}
        </>
      )}
    </LoadedSection>
  );
}
