'use client';

import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { saveFile } from '#components/ui/save-file.ts';
import { copyTarget } from '#lib/copy-as/index.ts';
import { prefixLengthOf } from '#lib/http/target.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { copySourceOf } from '../opened/copy-source.ts';
import { useResponded } from '../opened/use-responded.ts';
import { BodyPending } from '../request-body/body-pending.tsx';
import { useBody } from '../request-body/use-body.ts';
import { type CopyChoices, optionsOf, storeChoices, storedChoices } from './copy-choices.ts';
import { CopyOptionFields } from './copy-options.tsx';
import { CopyPreview } from './copy-preview.tsx';
import { TargetList } from './target-list.tsx';
import { useCopy } from './use-copy.ts';
import { copyAs } from './words.ts';

type Props = { open: boolean; onClose: () => void; capture: CaptureJson | null };

/** Copies a request in any of the formats, with a preview. */
export default function CopyAsDialog({ open, onClose, capture }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={copyAs.title(capture?.seq ?? '')} size="large">
      {capture && <CopyAs capture={capture} />}
    </Dialog>
  );
}

function CopyAs({ capture: known }: { capture: CaptureJson }) {
  const { bin } = useInspection();
  const capture = useResponded(known);
  const [choices, setChoices] = useState(storedChoices);
  const { state, load, cancel } = useBody(capture);
  const bytes = state.is === 'ready' ? state.value : null;
  const source = useMemo(() => bytes && copySourceOf(capture, bytes), [capture, bytes]);
  const options = optionsOf(choices, bin.captureUrl);
  const target = copyTarget(choices.target)!;
  const text = useCopy(target, source, options);

  function choose(next: CopyChoices): void {
    setChoices(next);
    storeChoices(next);
  }

  return (
    <div className="flex grow flex-col gap-3 max-wide:shrink-0 wide:grid wide:min-h-0 wide:flex-1 wide:grid-cols-[15rem_minmax(0,1fr)] wide:gap-0">
      <div className="min-h-0 px-4 wide:px-0">
        <TargetList value={choices.target} onChange={(id) => choose({ ...choices, target: id })} />
      </div>
      <div className="flex grow flex-col gap-3 px-4 wide:min-h-0 wide:px-5">
        <CopyOptionFields
          choices={choices}
          onChange={choose}
          prefix={capture.target.slice(0, prefixLengthOf(capture.target, capture.path))}
          valid={options !== null}
        />
        <div className="min-h-40 grow overflow-hidden rounded-control border border-line bg-panel wide:flex-1">
          {state.is === 'ready' ? (
            options && <CopyPreview text={text} />
          ) : (
            <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />
          )}
        </div>
        {/* Two lines high, so that the buttons keep their place from one format to the next. */}
        <div className="flex items-end gap-3 max-wide:contents">
          <p className="min-h-8 flex-1 text-quiet text-small">{target.exact}</p>
          <DialogFooter className="flex gap-2 max-wide:-mx-4 max-wide:px-4">
            <Button
              disabled={text === null}
              onClick={() =>
                saveFile(new TextEncoder().encode(text ?? ''), fileNameOf(capture.seq, target.id))
              }
            >
              <Download aria-hidden /> {copyAs.save}
            </Button>
            <CopyButton
              look="accent"
              name={target.title}
              text={text ?? ''}
              disabled={text === null}
              className="max-wide:flex-1"
            />
          </DialogFooter>
        </div>
      </div>
    </div>
  );
}

function fileNameOf(seq: number, target: string): string {
  return `request-${seq}-${target}.txt`;
}
