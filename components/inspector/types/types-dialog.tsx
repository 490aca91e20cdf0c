'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { saveFile } from '#components/ui/save-file.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { CopyPreview } from '../copy-as/copy-preview.tsx';
import { NewFields } from './new-fields.tsx';
import { type TypeFormatId, typeFormats } from './type-formats.ts';
import { typeName } from './type-name.ts';
import { type SampleSet, useSamples, useTypes } from './use-types.ts';
import { typesDialog } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  summary: CaptureSummary | null;
  /** The requests to read; null for those similar to `summary`. */
  seqs?: readonly number[] | null;
};

/** Generates types from the bodies that were received. */
export default function TypesDialog({ open, onClose, summary, seqs = null }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={typesDialog.title} size="large">
      {open && summary && <Types summary={summary} seqs={seqs} />}
    </Dialog>
  );
}

function Types({ summary, seqs }: { summary: CaptureSummary; seqs: readonly number[] | null }) {
  const { state, load, cancel } = useSamples(summary, seqs);
  if (state.is === 'ready') return <Samples summary={summary} set={state.value} isChosen={seqs !== null} />;
  return (
    <div className="max-w-100 px-4 wide:px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {state.is === 'waiting' && (
        <>
          <p className="font-medium">{typesDialog.cancelled}</p>
          <Button className="mt-3" onClick={load}>
            {typesDialog.start}
          </Button>
        </>
      )}
      {state.is === 'loading' && (
        <>
          <p className="mb-2 text-quiet tabular-nums">
            {state.of === null ? typesDialog.searching : typesDialog.read(state.done, state.of)}
          </p>
          <Progress label={typesDialog.reading} done={state.done} of={state.of ?? 0} />
          <Button className="mt-3" onClick={cancel}>
            {typesDialog.cancel}
          </Button>
        </>
      )}
    </div>
  );
}

type SamplesProps = { summary: CaptureSummary; set: SampleSet; isChosen: boolean };

function Samples({ summary, set, isChosen }: SamplesProps) {
  if (set.samples.length === 0) {
    return (
      <div className="px-4 wide:px-5">
        <p className="font-medium">{typesDialog.noJson}</p>
        <p className="mt-0.5 text-quiet">{isChosen ? typesDialog.noJsonChosen : typesDialog.noJsonLike}</p>
      </div>
    );
  }
  return <GeneratedTypes summary={summary} set={set} isChosen={isChosen} />;
}

function GeneratedTypes({ summary, set, isChosen }: SamplesProps) {
  const [format, setFormat] = useState<TypeFormatId>('typescript');
  const result = useTypes(typeName(summary), format, set.samples);
  const text = result && 'text' in result ? result.text : null;
  const count = set.samples.length;
  const source = isChosen
    ? typesDialog.fromChosen(count)
    : typesDialog.fromLike(count, `${summary.method} ${summary.path.replace(/\?.*$/s, '')}`);
  const { file, title } = typeFormats.find(({ id }) => id === format)!;
  return (
    <div className="flex flex-col gap-3 px-4 wide:min-h-0 wide:flex-1 wide:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Switch label={typesDialog.format} value={format} choices={typeFormats} onChange={setFormat} />
        <p className="text-quiet text-small">
          {source}
          {set.searched > count && ` · ${typesDialog.skipped(set.searched - count)}`}
        </p>
      </div>
      <NewFields fields={set.newFields} count={count} />
      <div className="min-h-40 overflow-hidden rounded-control border border-line bg-panel wide:flex-1">
        {result === null && (
          <div role="status" aria-label={typesDialog.generating} className="p-3">
            <Spinner />
          </div>
        )}
        {result && 'trouble' in result && (
          <p className="p-3 text-bad">{typesDialog.failed(result.trouble)}</p>
        )}
        {text !== null && <CopyPreview text={text} />}
      </div>
      <div className="flex justify-end gap-2">
        <Button disabled={text === null} onClick={() => saveFile(new TextEncoder().encode(text ?? ''), file)}>
          <Download aria-hidden /> {typesDialog.save}
        </Button>
        <CopyButton look="accent" name={title} text={text ?? ''} disabled={text === null} />
      </div>
    </div>
  );
}
