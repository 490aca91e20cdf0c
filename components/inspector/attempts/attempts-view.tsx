'use client';

import { useCallback } from 'react';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import type { Series } from '#lib/attempts/attempt-series.ts';
import { backoffWords } from '#lib/attempts/report-findings.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import { useCaptureActions } from '../opened/use-capture-actions.ts';
import { AttemptList } from './attempt-list.tsx';
import { attemptsView as words } from './words.ts';

/** All attempts of the delivery that a request belongs to: their times, responses and whether their bodies are equal. */
export function AttemptsView({ summary }: { summary: CaptureSummary }) {
  const { api } = useInspection();
  const { choose } = useCaptureActions();
  const { seq } = summary;
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal): Promise<Series | null> => api.attempts(seq, signal),
    [api, seq],
  );
  const { state, load } = useLoad<Series | null>({ known: null, startAtOnce: true, fetch });
  return (
    <div className="px-4 py-3 wide:min-h-0 wide:flex-1 wide:scrolls wide:px-5">
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {(state.is === 'loading' || state.is === 'waiting') && (
        <div role="status" aria-label={words.loading}>
          <Spinner />
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
            <p className="font-medium">{words.deliveredOnce}</p>
            <p className="mt-0.5 text-quiet">
              {summary.provider?.deliveryId ? words.noOtherDelivery : words.noOtherBody}
            </p>
          </div>
        ))}
    </div>
  );
}

/** A summary of the attempts in a few sentences. */
function seriesWords({ attempts, by, backoff, sameBody }: Series, seq: number): string {
  const place = attempts.findIndex((attempt) => attempt.seq === seq) + 1;
  const gap = attempts.length === 2 ? attempts[1]!.gap : null;
  const sentences = [
    words.place(place, attempts.length),
    by === 'delivery' ? words.byDelivery : words.byBody,
    ...(gap !== null ? [words.retried(gap)] : backoff ? [sentence(backoffWords(backoff))] : []),
    ...(by === 'delivery' ? [sameBody ? words.bodyUnchanged : words.bodyChanged] : []),
  ];
  return sentences.join(' ');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
