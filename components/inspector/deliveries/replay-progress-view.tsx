'use client';

import { Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { countOf, countWords } from '#components/ui/count-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { ReplayProgress } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { destinationName } from '../destination/destination-name.ts';
import { FailureNote } from './failure-note.tsx';
import { ResultTable } from './result-table.tsx';
import { useReplay } from './use-replay.ts';
import { replayProgress as words } from './words.ts';

type Props = {
  id: string;
  /** What the API returned when it was started. */
  known?: ReplayProgress | null;
  /** While hidden it follows live events only. */
  isHidden?: boolean;
  /** Lists its deliveries. */
  onShow?: (id: string) => void;
  className?: string;
};

/** A bulk replay: how far it is, a button to stop it, and its responses by status. Nothing if the server no longer knows it. */
export function ReplayProgressView({ id, known = null, isHidden = false, onShow, className }: Props) {
  const { deliveries: api, bin, may } = useInspection();
  const { progress, trouble, isGone, reload } = useReplay(id, known, isHidden);
  const [busy, setBusy] = useState(false);
  if (progress === null) {
    if (isGone) return null;
    return (
      <div className={className}>
        {trouble ? (
          <TroubleNote trouble={trouble} onRetry={reload} />
        ) : (
          <div role="status" aria-label={words.loading}>
            <Spinner />
          </div>
        )}
      </div>
    );
  }
  const { state, ended, count, skipped, failure } = progress;

  async function stop(): Promise<void> {
    setBusy(true);
    try {
      await api.stopReplay(id);
      reload();
    } catch (error) {
      noticeTrouble(words.stopFailed, error);
    }
    setBusy(false);
  }

  return (
    <section aria-label={words.label} data-replay={state} className={className}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="min-w-0 flex-1 tabular-nums">
          <span className="font-medium">{stateWords(progress)}</span>{' '}
          <span className="text-quiet [overflow-wrap:anywhere]">
            {textWith(words.to, { destination: destinationName(progress.destination, bin.slug) })}
          </span>
        </p>
        {state === 'running' && may('send') && (
          <Button busy={busy} onClick={stop}>
            <Square aria-hidden /> {words.stop}
          </Button>
        )}
        {onShow && (
          <Button look="quiet" data-opens={id} onClick={() => onShow(id)}>
            {words.show}
          </Button>
        )}
      </div>
      {state === 'running' && (
        <div className="mt-2">
          <Progress label={words.label} done={ended + skipped} of={count} />
        </div>
      )}
      {failure && (
        <div className="mt-2">
          <FailureNote failure={failure} />
        </div>
      )}
      {skipped > 0 && (
        <p className="mt-1 text-quiet text-small">{words.skipped(countOf(skipped, 'request'))}</p>
      )}
      <ResultTable results={progress.results} />
    </section>
  );
}

function stateWords({ state, ended, count }: ReplayProgress): string {
  const [done, all] = [countWords(ended), countWords(count)];
  switch (state) {
    case 'running':
      return words.running(done, all);
    case 'done':
      return words.done(countOf(ended, 'request'));
    case 'stopped':
      return words.stopped(done, all);
    case 'failed':
      return words.failed(done, all);
  }
}
