'use client';

import { type ReactNode, useCallback, useState } from 'react';
import { earlierThan } from '#components/request/similar-requests.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { CompareWith } from './compare-with.tsx';
import { DiffView } from './diff-view.tsx';
import { useComparison } from './use-comparison.ts';
import { compareDialog, differences } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  summary: CaptureSummary | null;
  /** The request to compare with; null for the previous similar one. */
  other?: number | null;
};

/** The changes between two requests. */
export default function CompareDialog({ open, onClose, summary, other = null }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={compareDialog.title(summary?.seq ?? '')} size="large">
      {open && summary && <Compare key={summary.seq} summary={summary} other={other} />}
    </Dialog>
  );
}

function Compare({ summary, other }: { summary: CaptureSummary; other: number | null }) {
  const { state, load } = useCandidates(summary);
  const [chosen, setChosen] = useState<number | null>(other);
  const [isIgnoring, setIgnoring] = useState(true);

  if (state.is === 'failed')
    return (
      <Padded>
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </Padded>
    );
  if (state.is !== 'ready')
    return (
      <Padded>
        <Spinner />
      </Padded>
    );
  const candidates = state.value;
  const against = chosen ?? candidates.similar ?? candidates.earlier[0]?.seq ?? null;
  if (against === null) {
    return (
      <Padded>
        <p className="font-medium">{compareDialog.none}</p>
        <p className="mt-0.5 text-quiet">{compareDialog.noneAbout}</p>
      </Padded>
    );
  }
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-end gap-x-5 gap-y-1 border-line border-b px-4 pb-2.5 wide:px-5">
        <CompareWith candidates={candidates} value={against} onChange={setChosen} />
        <Checkbox label={compareDialog.ignore} checked={isIgnoring} onChange={setIgnoring} />
        {chosen === null && candidates.similar === null && (
          <p className="basis-full text-careful">{compareDialog.noSimilar}</p>
        )}
      </div>
      <div className="px-4 pb-2 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
        <Outcome key={against} before={against} after={summary.seq} isIgnoring={isIgnoring} />
      </div>
    </>
  );
}

function Padded({ children }: { children: ReactNode }) {
  return <div className="px-4 py-2 wide:px-5">{children}</div>;
}

function useCandidates(summary: CaptureSummary) {
  const { api } = useInspection();
  // biome-ignore lint/correctness/useExhaustiveDependencies: they do not change with the summary.
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => earlierThan(api, summary, signal),
    [api, summary.seq],
  );
  return useLoad({ known: null, startAtOnce: true, fetch });
}

type OutcomeProps = { before: number; after: number; isIgnoring: boolean };

function Outcome({ before, after, isIgnoring }: OutcomeProps) {
  const { state, load, cancel } = useComparison(before, after);
  if (state.is === 'failed')
    return (
      <div className="py-4">
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </div>
    );
  if (state.is === 'waiting') {
    return (
      <div className="py-4">
        <p className="font-medium">{compareDialog.cancelled}</p>
        <Button className="mt-3" onClick={load}>
          {compareDialog.compare}
        </Button>
      </div>
    );
  }
  if (state.is === 'loading') {
    return (
      <div className="max-w-100 py-4">
        <Progress label={compareDialog.comparing} done={0} of={0} />
        <Button className="mt-3" onClick={cancel}>
          {compareDialog.cancel}
        </Button>
      </div>
    );
  }
  return <DiffView diff={state.value.diff} isIgnoring={isIgnoring} same={differences.noneAbout(before)} />;
}
