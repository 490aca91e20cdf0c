'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { humanSize } from '#lib/body/size.ts';
import { bulkFormats } from '#lib/copy-as/bulk/index.ts';
import { saveFile } from '../body/save-file.ts';
import { useInspection } from '../inspection.tsx';
import { useFilterFault } from '../use-filter-fault.ts';
import { RadioList } from './radio-list.tsx';
import { useTransfer } from './use-transfer.ts';

/** Takes all requests along, or those a filter finds, as one file. */
export default function ExportDialog({
  open,
  onClose,
  filter,
}: {
  open: boolean;
  onClose: () => void;
  filter: string;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Export requests"
      description="One file with the requests of this bin, oldest first. Nothing is redacted in it."
    >
      <Export first={filter} />
    </Dialog>
  );
}

function Export({ first }: { first: string }) {
  const { api, bin } = useInspection();
  const [format, setFormat] = useState('ndjson');
  const [filter, setFilter] = useState(first);
  const { state, start, stop, reset } = useTransfer<number>();
  const fault = useFilterFault(filter);

  const save = () =>
    start(async (onProgress, signal) => {
      const bytes = await api.export(format, filter.trim(), onProgress, signal);
      saveFile(bytes, `${bin.slug}.${bulkFormats.find(({ id }) => id === format)?.extension}`);
      return bytes.length;
    });

  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={reset} />;
  return (
    <>
      <RadioList label="Format" value={format} choices={bulkFormats} onChange={setFormat} />
      <Field
        className="mt-3"
        label="Only what this finds"
        mono
        autoComplete="off"
        spellCheck={false}
        placeholder="method:POST -path:/health after:1h"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        error={fault ? `“${filter.slice(fault.start, fault.end)}”: ${fault.message}.` : null}
        help="Empty: everything. Also header:name=value, body:text, size>10k, is:pinned."
      />
      <div className="mt-3 flex min-h-9 items-center gap-3">
        {state.is === 'moving' ? (
          <>
            <Button onClick={stop}>Cancel</Button>
            <span role="status" className="text-quiet tabular-nums">
              {humanSize(state.done)} so far
            </span>
          </>
        ) : (
          <>
            <Button look="accent" disabled={fault !== null} onClick={save}>
              <Download aria-hidden /> Download
            </Button>
            {state.is === 'done' && (
              <span role="status" className="text-quiet tabular-nums">
                {humanSize(state.result)} saved
              </span>
            )}
          </>
        )}
      </div>
    </>
  );
}
