'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useFilterError } from '#components/request/use-filter-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { saveFile } from '#components/ui/save-file.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { humanSize } from '#lib/body/size.ts';
import { bulkFormats } from '#lib/transfer/export/index.ts';
import { useInspection } from '../context/inspection.tsx';
import { initialMasking, maskingOf } from '../masking/masking-draft.ts';
import { MaskingFields } from '../masking/masking-fields.tsx';
import { RadioList } from './radio-list.tsx';
import { useTransfer } from './use-transfer.ts';
import { exportDialog } from './words.ts';

/** Exports all requests, or those that match a filter, as one file. */
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
    <Dialog open={open} onClose={onClose} title={exportDialog.title} description={exportDialog.about}>
      <Export initialFilter={filter} />
    </Dialog>
  );
}

function Export({ initialFilter }: { initialFilter: string }) {
  const { api, bin } = useInspection();
  const [format, setFormat] = useState('ndjson');
  const [filter, setFilter] = useState(initialFilter);
  const [masking, setMasking] = useState(initialMasking);
  const { state, start, stop, reset } = useTransfer<number>();
  const fault = useFilterError(filter);

  const save = () =>
    start(async (onProgress, signal) => {
      const redaction = bin.redacted ? null : maskingOf(masking);
      const bytes = await api.export({ format, filter: filter.trim(), redaction }, onProgress, signal);
      saveFile(bytes, `${bin.slug}.${bulkFormats.find(({ id }) => id === format)?.extension}`);
      return bytes.length;
    });

  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={reset} />;
  return (
    <>
      <RadioList label={exportDialog.format} value={format} choices={bulkFormats} onChange={setFormat} />
      <FilterField
        className="mt-3"
        label={exportDialog.filter}
        count={api.values}
        placeholder={exportDialog.filterPlaceholder}
        value={filter}
        onChange={setFilter}
        error={fault?.message ?? null}
        help={exportDialog.filterHelp}
      />
      {/* What this link masks is masked in exports too. */}
      {!bin.redacted && (
        <div className="mt-3">
          <MaskingFields
            draft={masking}
            change={(part) => setMasking((now) => ({ ...now, ...part }))}
            seq={null}
          />
        </div>
      )}
      <DialogFooter className="flex min-h-9 flex-wrap items-center gap-3">
        {state.is === 'moving' ? (
          <>
            <Button onClick={stop}>{exportDialog.cancel}</Button>
            <span role="status" className="text-quiet tabular-nums">
              {exportDialog.progress(humanSize(state.done))}
            </span>
          </>
        ) : (
          <>
            <Button look="accent" disabled={fault !== null} onClick={save}>
              <Download aria-hidden /> {exportDialog.download}
            </Button>
            {!bin.redacted && !masking.isMasked && (
              <span className="text-careful text-small">{exportDialog.unmasked}</span>
            )}
            {state.is === 'done' && (
              <span role="status" className="text-quiet tabular-nums">
                {exportDialog.done(humanSize(state.result))}
              </span>
            )}
          </>
        )}
      </DialogFooter>
    </>
  );
}
