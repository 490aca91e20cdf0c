'use client';

import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { humanSize } from '#lib/body/size.ts';
import { importKinds } from '#lib/transfer/import/import-kinds.ts';
import { useInspection } from '../context/inspection.tsx';
import type { LeftOutEntry, ReadableHar } from './readable-har.ts';
import { useTransfer } from './use-transfer.ts';
import { importDialog } from './words.ts';

const kinds = Object.values(importKinds);
const extensions = kinds.flatMap((kind) => [...kind.extensions]);

/** Adds the requests of a file to the bin: an export, or a HAR file of a browser. */
export default function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={importDialog.title} description={importDialog.about}>
      <Import />
    </Dialog>
  );
}

type Result = { readonly imported: number; readonly leftOut: readonly LeftOutEntry[] };

/** The reader of HAR files is loaded with the first of them. */
async function readable(file: Blob, signal: AbortSignal): Promise<ReadableHar> {
  const { readableHar } = await import('./readable-har.ts');
  return readableHar(file, signal);
}

/** How many of the entries that were left out are listed. */
const mostListed = 5;

function LeftOut({ entries }: { entries: readonly LeftOutEntry[] }) {
  if (entries.length === 0) return null;
  const more = entries.length - mostListed;
  return (
    <div className="mt-2 rounded-control bg-careful-tint px-3 py-2">
      <p className="font-medium text-careful">{importDialog.leftOut(entries.length)}</p>
      <ul className="mt-0.5 text-small [overflow-wrap:anywhere]">
        {entries.slice(0, mostListed).map(({ number, why }) => (
          <li key={number}>{importDialog.leftOutEntry(number, why)}</li>
        ))}
        {more > 0 && <li>{importDialog.leftOutMore(more)}</li>}
      </ul>
    </div>
  );
}

function Import() {
  const { api } = useInspection();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const { state, start, stop, reset } = useTransfer<Result>();

  function upload(chosen: File | undefined): void {
    if (!chosen) return;
    setFile(chosen);
    void start(async (onProgress, signal) => {
      const kind = kinds.find((one) => one.extensions.some((end) => chosen.name.toLowerCase().endsWith(end)));
      const { file, leftOut } =
        kind?.id === 'har' ? await readable(chosen, signal) : { file: chosen, leftOut: [] };
      const { imported } = await api.import(kind?.id ?? 'ndjson', file, onProgress, signal);
      return { imported, leftOut };
    });
  }

  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={reset} />;
  if (state.is === 'moving' && file) {
    const isSent = state.done >= file.size;
    return (
      <>
        <p role="status" className="mb-2 text-quiet tabular-nums">
          {isSent ? importDialog.storing : importDialog.sent(humanSize(state.done), humanSize(file.size))}
        </p>
        <Progress label={importDialog.sending(file.name)} done={state.done} of={file.size} />
        <Button className="mt-3" onClick={stop}>
          {importDialog.cancel}
        </Button>
        <p className="mt-2 text-quiet text-small">{importDialog.cancelAbout}</p>
      </>
    );
  }
  return (
    <>
      {state.is === 'done' && (
        <div role="status" className="mb-3">
          <p>{importDialog.done(state.result.imported)}</p>
          <LeftOut entries={state.result.leftOut} />
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept={extensions.join(',')}
        className="hidden"
        aria-label={importDialog.file}
        tabIndex={-1}
        onChange={(event) => upload(event.target.files?.[0])}
      />
      <Button look="accent" onClick={() => input.current?.click()}>
        <Upload aria-hidden /> {importDialog.choose}
      </Button>
      <ul className="mt-3 text-quiet text-small">
        {kinds.map(({ id, title, extensions: ends }) => (
          <li key={id}>
            <span className="wire">{ends.join(', ')}</span> {title}
          </li>
        ))}
      </ul>
    </>
  );
}
