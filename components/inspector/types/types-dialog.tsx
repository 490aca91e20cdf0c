'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { saveFile } from '../body/save-file.ts';
import { CopyPreview } from '../copy-as/copy-preview.tsx';
import { NewFields } from './new-fields.tsx';
import { typeName } from './type-name.ts';
import { type TypeTargetId, typeTargets } from './type-targets.ts';
import { type Read, useSamples, useTypes } from './use-types.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  summary: CaptureSummary | null;
  /** The requests to read; null for those like `summary`. */
  seqs?: readonly number[] | null;
};

/** Types from what was really sent, rather than from what a document says. */
export default function TypesDialog({ open, onClose, summary, seqs = null }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title="Types from requests" size="large">
      {open && summary && <Types summary={summary} seqs={seqs} />}
    </Dialog>
  );
}

function Types({ summary, seqs }: { summary: CaptureSummary; seqs: readonly number[] | null }) {
  const { state, load, cancel } = useSamples(summary, seqs);
  if (state.is === 'ready') return <Samples summary={summary} read={state.value} chosen={seqs !== null} />;
  return (
    <div className="max-w-100 px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {state.is === 'waiting' && (
        <>
          <p className="font-medium">Reading was stopped.</p>
          <Button className="mt-3" onClick={load}>
            Read the requests
          </Button>
        </>
      )}
      {state.is === 'loading' && (
        <>
          <p className="mb-2 text-quiet tabular-nums">
            {state.of === null
              ? 'Looking for requests of the kind.'
              : `${state.done} of ${countOf(state.of, 'request')} read`}
          </p>
          <Progress label="Reading requests" done={state.done} of={state.of ?? 0} />
          <Button className="mt-3" onClick={cancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  );
}

function Samples({ summary, read, chosen }: { summary: CaptureSummary; read: Read; chosen: boolean }) {
  if (read.samples.length === 0) {
    return (
      <div className="px-5">
        <p className="font-medium">There is no JSON to make types of.</p>
        <p className="mt-0.5 text-quiet">
          {chosen ? 'None of the chosen requests has' : 'Neither this request nor those like it have'} a body
          that is JSON.
        </p>
      </div>
    );
  }
  return <Made summary={summary} read={read} chosen={chosen} />;
}

function Made({ summary, read, chosen }: { summary: CaptureSummary; read: Read; chosen: boolean }) {
  const [target, setTarget] = useState<TypeTargetId>('typescript');
  const made = useTypes(typeName(summary), target, read.samples);
  const text = made && 'text' in made ? made.text : null;
  const { file, title } = typeTargets.find(({ id }) => id === target)!;
  return (
    <div className="flex flex-col gap-3 px-5 wide:min-h-0 wide:flex-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Switch label="Written as" value={target} choices={typeTargets} onChange={setTarget} />
        <p className="text-quiet text-small">
          {read.samples.length === 1 ? 'From 1 request' : `From ${countOf(read.samples.length, 'request')}`}
          {chosen ? ' chosen' : ` like ${summary.method} ${summary.path.replace(/\?.*$/s, '')}`}
          {read.looked > read.samples.length &&
            `, ${read.looked - read.samples.length} without JSON left out`}
        </p>
      </div>
      <NewFields news={read.news} count={read.samples.length} />
      <div className="min-h-40 overflow-hidden rounded-control border border-line bg-panel wide:flex-1">
        {made === null && (
          <div role="status" aria-label="Making the types" className="p-3">
            <Turning />
          </div>
        )}
        {made && 'trouble' in made && (
          <p className="p-3 text-bad">These samples have no common type: {made.trouble}</p>
        )}
        {text !== null && <CopyPreview text={text} />}
      </div>
      <div className="flex justify-end gap-2">
        <Button disabled={text === null} onClick={() => saveFile(new TextEncoder().encode(text ?? ''), file)}>
          <Download aria-hidden /> Save
        </Button>
        <CopyButton look="accent" name={title} text={text ?? ''} disabled={text === null} />
      </div>
    </div>
  );
}
