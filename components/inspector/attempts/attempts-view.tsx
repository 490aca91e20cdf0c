'use client';

import { useCallback } from 'react';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { backoffWords } from '#lib/attempts/findings.ts';
import type { Series } from '#lib/attempts/series.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useLoad } from '../body/use-load.ts';
import { useCaptureActions } from '../detail/use-capture-actions.ts';
import { useInspection } from '../inspection.tsx';
import { AttemptList } from './attempt-list.tsx';

/** All attempts of the delivery a request belongs to: when they came, what they were answered, whether they are the same. */
export function AttemptsView({ summary }: { summary: CaptureSummary }) {
  const { api } = useInspection();
  const { choose } = useCaptureActions();
  const { seq } = summary;
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal): Promise<Series | null> => api.attempts(seq, signal),
    [api, seq],
  );
  const { state, load } = useLoad<Series | null>({ known: null, unasked: true, fetch });
  return (
    <div className="px-4 py-3 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {(state.is === 'loading' || state.is === 'waiting') && (
        <div role="status" aria-label="Looking for other attempts">
          <Turning />
        </div>
      )}
      {state.is === 'ready' &&
        (state.value && state.value.attempts.length > 1 ? (
          <>
            <p className="mb-3 max-w-160">{seriesWords(state.value, seq)}</p>
            <AttemptList attempts={state.value.attempts} current={seq} onChoose={choose} />
          </>
        ) : (
          <div className="max-w-140">
            <p className="font-medium">This came once.</p>
            <p className="mt-0.5 text-quiet">
              {summary.provider?.deliveryId
                ? 'No other request this bin keeps has its delivery id.'
                : 'No other request this bin keeps has the same method, path and body. To see a sender try again, answer it with an error.'}
            </p>
          </div>
        ))}
    </div>
  );
}

function seriesWords({ attempts, by, backoff, sameBody }: Series, seq: number): string {
  const place = attempts.findIndex((attempt) => attempt.seq === seq) + 1;
  const what =
    by === 'delivery' ? 'of this delivery, known by its id' : 'with this very body, sent to this path';
  const sentences = [
    `Attempt ${place} of ${attempts.length} ${what}`,
    ...(backoff ? [backoffWords(backoff)] : []),
    ...(by === 'delivery' ? [sameBody ? 'the body never changed' : 'the body changed between attempts'] : []),
  ];
  return `${sentences.join('; ')}.`;
}
