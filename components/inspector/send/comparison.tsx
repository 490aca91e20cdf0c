'use client';

import { useCallback, useMemo } from 'react';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import type { Compared } from '#lib/diff/requests.ts';
import { diffInWorker } from '../compare/diff-in-worker.ts';
import { DiffView } from '../compare/diff-view.tsx';
import { bodyBytes, type Draft, sentHeaders } from './draft.ts';
import { draftFields as words } from './words.ts';

type Props = {
  draft: Draft;
  /** The target that it is sent to. */
  target: string;
};

const none = new Uint8Array();

/** How a draft differs from the request that it began with, in the view that compares two requests. */
export function Comparison({ draft, target }: Props) {
  const { base } = draft;
  const bytes = bodyBytes(draft);
  const isBodyKnown = base.body !== null && bytes instanceof Uint8Array;
  const before = useMemo(
    (): Compared => ({
      method: base.method,
      path: base.target.path,
      headers: base.headers,
      body: isBodyKnown ? base.body! : none,
    }),
    [base, isBodyKnown],
  );
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => {
      const bytes = bodyBytes(draft);
      const body = isBodyKnown && bytes instanceof Uint8Array ? bytes : none;
      const after = { method: draft.method, path: target, headers: sentHeaders(draft), body };
      return diffInWorker(before, after, signal);
    },
    [before, draft, target, isBodyKnown],
  );
  const { state, load } = useLoad({ known: null, startAtOnce: true, fetch });
  return (
    <div>
      {state.is === 'failed' && <TroubleNote trouble={state.trouble} onRetry={load} />}
      {state.is === 'loading' && (
        <div role="status" aria-label={words.comparing}>
          <Spinner />
        </div>
      )}
      {state.is === 'ready' && <DiffView diff={state.value} isIgnoring={false} same={words.noDifference} />}
      {!isBodyKnown && <p className="text-quiet text-small">{words.bodyNotCompared}</p>}
    </div>
  );
}
